using MySqlOps.Benchmarks;
using MySqlOps.Benchmarks.Compare;
using MySqlOps.Benchmarks.Import;
using MySqlOps.Benchmarks.Connect;
using MySqlOps.Benchmarks.DiskUsage;
using MySqlOps.Benchmarks.Dump;
using MySqlOps.Benchmarks.Failover;
using MySqlOps.Benchmarks.Topology;

// What is measured, in the order of docs/benchmarks.md.
IBenchmark[] benchmarks = [new ImportBenchmark(), new FirstServerBenchmark(), new ManyTablesBenchmark(), new DumpBenchmark(), new CompareBenchmark(), new TopologyBenchmark(), new FailoverBenchmark(), new QuietBenchmark()];

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};
return args is [Worker.Word, ..] ? await Worker.RunAsync(args, stop.Token) : await Bench.RunAsync(benchmarks, args, stop.Token);
