using MySqlOps.Benchmarks;
using MySqlOps.Benchmarks.Import;
using MySqlOps.Benchmarks.Connect;
using MySqlOps.Benchmarks.DiskUsage;

// What is measured, in the order of docs/benchmarks.md.
IBenchmark[] benchmarks = [new ImportBenchmark(), new FirstServerBenchmark(), new ManyTablesBenchmark()];

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
return await Bench.RunAsync(benchmarks, args, stop.Token);
