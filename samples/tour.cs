#!/usr/bin/env dotnet
#:project ../src/MySqlOps.Engine/MySqlOps.Engine.csproj
#:property PublishAot=false

// The tour without PowerShell, and an example of the engine as a library: it brings up two servers, loads SQL files, looks at the
// server and its disk, exports it, imports it into the other one, compares, puts right what differs, sets up replication, draws the topology, mends a broken replica, moves the primary, fails over when it is killed, meets an error, and takes everything away again.
// Exit code 1 means that a step failed or was stopped.
//   dotnet run samples/tour.cs [-- --sample <file.sql or folder> ...]

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using MySqlOps.Engine.Compare;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Connect.Information;
using MySqlOps.Engine.DiskUsage;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Failover.Diagnosis;
using MySqlOps.Engine.Failover.Promotion;
using MySqlOps.Engine.Failover.Switchover;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Provisioning;
using MySqlOps.Engine.Replication.Control;
using MySqlOps.Engine.Replication.Setup;
using MySqlOps.Engine.Replication.Status;
using MySqlOps.Engine.Sandbox;
using MySqlOps.Engine.Topology;
using MySqlOps.Engine.Topology.Drawing;
using CompareOptions = MySqlOps.Engine.Compare.CompareOptions;

var clock = Stopwatch.StartNew();
var folder = Path.Combine(Path.GetTempPath(), $"mysqlops-tour-{Environment.ProcessId}");
var observer = new ConsoleObserver(showsProgress: false);
var silent = new ConsoleObserver(showsProgress: false, showsWarnings: false); // the shop is made of what servers warn of
var step = new StepCounter("Find the samples");
var isDone = false;

using var stop = new CancellationTokenSource();
var cancellationToken = stop.Token;
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    stop.Cancel();
};

try
{
    List<string> files = [.. SampleFiles.Find(args), Path.Combine(SampleFiles.Folder("cafe"), "cafe.sql")];
    var loading = new LoadOptions { RejectFolder = Path.Combine(folder, "rejects") };

    step.Begin("Bring up two servers of your own");
    var factory = new SandboxFactory(new ConsoleObserver(showsProgress: true)); // the first time, it may have to get a server
    var wanted = new SandboxOptions { Path = folder, Count = 2, Options = new Dictionary<string, string?> { ["local_infile"] = "ON" } };
    var sandboxes = await factory.CreateAsync(wanted, cancellationToken).ToListAsync(cancellationToken);
    var (server, other) = (sandboxes[0].Server, sandboxes[1].Server);
    foreach (var sandbox in sandboxes)
        Console.WriteLine($"{sandbox}, MySQL {sandbox.Version}, process {sandbox.ProcessId}, in {sandbox.Path}");

    foreach (var file in files)
    {
        step.Begin($"Load {Path.GetFileName(file)}");
        var load = await Importer.ImportAsync(server, Path.GetFullPath(file), loading, silent, cancellationToken);
        Console.WriteLine($"{load.Statements} statements in {Output.Seconds(load.Duration)}");
    }

    step.Begin("Ask the server about itself");
    var information = await ServerInformationReader.ReadAsync(server, observer, cancellationToken);
    Output.Facts(
        ("Version", $"{information.Version}, {information.VersionComment}"),
        ("Role", $"{information.Role}, {information.ReadOnly}"),
        ("GTID mode", information.GtidMode),
        ("Binary log", $"{information.BinaryLogFormat}, {information.BinaryLogFile}"),
        ("TLS", information.TlsVersion),
        ("Plugins", $"{information.Plugins.Count}"),
        ("Changed variables", $"{information.ChangedVariables?.Count}"));

    step.Begin("How much disk does each database take?");
    var databases = await DiskUsageReader.ReadAsync(server, new DiskUsageOptions(), observer, cancellationToken);
    Output.Usage(databases.Entries);

    step.Begin("Which ten tables take the most?");
    var tables = await DiskUsageReader.ReadAsync(server, new DiskUsageOptions { Tables = true }, observer, cancellationToken);
    Output.Usage(tables.Entries.OrderByDescending(entry => entry.FileBytes).Take(10));

    step.Begin("What else takes room on that disk?");
    var all = await DiskUsageReader.ReadAsync(server, new DiskUsageOptions { All = true }, observer, cancellationToken);
    foreach (var category in all.Entries.GroupBy(entry => entry.Category))
        Output.Fact($"{category.Key}", $"{Output.Size(category.Sum(entry => entry.FileBytes)),9} in {category.Count()}");

    step.Begin("And all in all?");
    var summary = all.Summary;
    Output.Facts(
        ("Databases", $"{Output.Size(summary.DatabaseBytes),9} in {summary.DatabaseCount}, with {summary.TableCount} tables"),
        ("Binary logs", $"{Output.Size(summary.BinaryLogBytes),9}"),
        ("Free inside", $"{Output.Size(summary.FreeBytes),9}"),
        ("Total", $"{Output.Size(summary.TotalBytes),9}"));

    step.Begin("Export it all, as of one point in time");
    var place = Path.Combine(folder, "export");
    var export = await Exporter.ExportAsync(server, new ExportOptions { Path = place }, observer, cancellationToken);
    Output.Facts(
        ("Tables", $"{export.Tables}"),
        ("Rows", $"{export.Rows}"),
        ("Files", $"{export.Files}, {Output.Size(export.Bytes)}"),
        ("Snapshot", $"{export.SnapshotMethod}, writers waited {export.LockTime.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture)} ms"),
        ("Duration", Output.Seconds(export.Duration)));

    step.Begin("Import it into the other server");
    var import = await Importer.ImportAsync(other, place, loading, observer, cancellationToken);
    Output.Facts(("Tables", $"{import.Tables}"), ("Rows", $"{import.Rows}"), ("Duration", Output.Seconds(import.Duration)));

    step.Begin("Prove the files, and that they can be restored, row by row");
    var test = await Exporter.TestAsync(place, 4, silent, cancellationToken);
    var problems = await Importer.RehearseAsync(place, 4, silent, cancellationToken);
    Output.Facts(("Files are whole", $"{test.IsWhole}"), ("Rows are restored", $"{problems.Count == 0}"));
    if (test.Problems.Concat(problems).FirstOrDefault() is { } problem)
        throw new SampleException(problem.Message);

    step.Begin("Do the servers differ? Only in what the import has named");
    await CompareAsync(server, other, new CompareOptions());

    step.Begin("Somebody changes the copy: a row, a column, a function");
    await Importer.ImportAsync(other, Path.Combine(SampleFiles.Folder("cafe"), "changes.sql"), loading, silent, cancellationToken);

    step.Begin("What differs now, and what would put it right?");
    var cafe = new CompareOptions { Selection = new() { Databases = ["cafe"] } };
    var differences = await CompareAsync(server, other, cafe);

    step.Begin("Put it right");
    var synchronizer = new Synchronizer(other, new SyncOptions { AllowDestructive = true }, observer, TimeProvider.System);
    var changes = await synchronizer.PlanAsync(differences, cancellationToken);
    await foreach (var done in synchronizer.ExecuteAsync(changes, cancellationToken))
        Console.WriteLine($"{done.Status,-8} {done.Action}");

    step.Begin("And now?");
    if ((await CompareAsync(server, other, cafe)).Count > 0)
        throw new SampleException("The copy still differs.");

    step.Begin("Three more servers: one with the café, and two that are to be its replicas");
    var boxes = await factory.CreateAsync(wanted with { Count = 3 }, cancellationToken).ToListAsync(cancellationToken);
    List<MySqlServer> trio = [.. boxes.Select(box => box.Server)];
    var (primary, first, second) = (trio[0], trio[1], trio[2]);
    await Importer.ImportAsync(primary, Path.Combine(SampleFiles.Folder("cafe"), "cafe.sql"), loading, silent, cancellationToken);

    step.Begin("The first is cloned from the source, the second filled by export and import");
    var account = new SetupOptions { ReplicationUser = "follower", IsUserGiven = true }.WithPassword($"{RandomNumberGenerator.GetHexString(24)}-aZ7");
    await FollowAsync(primary, first, account with { Provision = ProvisionMethod.Clone, TestWrite = true });
    await FollowAsync(primary, second, account with { Provision = ProvisionMethod.Export });

    step.Begin("Who follows whom? In the console, and as a picture");
    var nodes = await new TopologyReader(new TopologyOptions(), observer).ReadAsync(trio, cancellationToken);
    Console.Write(TopologyDrawing.Tree(nodes));
    var picture = Path.Combine(folder, "topology.svg");
    await File.WriteAllTextAsync(picture, TopologyDrawing.Draw(picture, nodes, TimeProvider.System.GetUtcNow()), cancellationToken);
    Output.Fact("topology.svg", Output.Size(new FileInfo(picture).Length));

    step.Begin("Somebody breaks the second replica: a row is lost there, and then changed at the source");
    await Importer.ImportAsync(second, Path.Combine(SampleFiles.Folder("cafe"), "lost.sql"), loading with { AllowReplica = true, SkipBinLog = true }, silent, cancellationToken);
    await Importer.ImportAsync(primary, Path.Combine(SampleFiles.Folder("cafe"), "news.sql"), loading, silent, cancellationToken);
    while (await TellHealthAsync(second, trio) != ReplicaHealth.Broken)
        await Task.Delay(200, cancellationToken);

    step.Begin("Skip the transaction that stops it, and let it go on");
    var skip = new SkipOptions { Start = true, Sources = new SourceAccess { Servers = trio } };
    await new TransactionSkipper(silent).SkipAsync(await TransactionSkipper.PlanAsync(second, skip, cancellationToken), cancellationToken);
    await TellHealthAsync(second, trio);

    step.Begin("Its rows are not those of the source any more: clone it anew");
    await FollowAsync(primary, second, account with { Provision = ProvisionMethod.Clone, Force = true });

    step.Begin("And make the first replica the primary");
    var moved = await new SwitchoverOperation(new SwitchoverOptions(), observer, TimeProvider.System).RunAsync(primary, [first, second], first, cancellationToken);
    Output.Facts(("New primary", $"{moved.Server}"), ("Nobody could write for", $"{moved.WriteOutage?.TotalMilliseconds:0} ms"), ("Trouble", moved.Message ?? "none"));
    Console.Write(TopologyDrawing.Tree(await new TopologyReader(new TopologyOptions(), observer).ReadAsync([first, primary, second], cancellationToken)));

    step.Begin("That one is killed. What is to be seen of it, by us and by its replicas?");
    var killed = await new SandboxReader().ReadAsync(boxes[1].Path, cancellationToken); // cloning has restarted it
    using (var process = Process.GetProcessById(killed.ProcessId!.Value))
        process.Kill();
    var diagnosis = await WatchAsync(first, [primary, second]);

    step.Begin("Fail over. Only we could start it again, so that no second writer is to be feared");
    var options = new FailoverOptions { AcceptsSplitBrainRisk = true, LastState = diagnosis.LastState, Reasons = diagnosis.Reasons };
    var failover = await new FailoverOperation(first, [primary, second], options, TimeProvider.System).RunAsync(cancellationToken);
    Output.Facts(("New primary", $"{failover.Server}"), ("Writable after", $"{failover.WritableAfter?.TotalMilliseconds:0} ms"), ("Trouble", failover.Message ?? "none"));
    Console.WriteLine(failover.Loss);
    Console.Write(TopologyDrawing.Tree(await new TopologyReader(new TopologyOptions(), observer).ReadAsync([primary, second], cancellationToken)));

    step.Begin("A server that does not answer is one error; the others answer");
    MySqlServer[] servers = [server with { Port = 1 }, server];
    var outcomes = Fleet.RunAsync(servers, 16, (one, token) => ServerInformationReader.ReadAsync(one, observer, token), cancellationToken);
    await foreach (var (input, found, error) in outcomes)
        Console.WriteLine(error is null ? $"{input}: up for {found!.Uptime}" : $"{input}: {error.Id}. {error.Message}");

    isDone = true;
}
catch (MySqlOpsException e)
{
    Console.Error.WriteLine($"The tour failed in {step}: {e.Message} [{e.Id}]");
}
catch (Exception e) when (e is SampleException or IOException)
{
    Console.Error.WriteLine($"The tour failed in {step}: {e.Message}");
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine($"The tour was stopped in {step}.");
}

var left = await CleanUpAsync();
if (left.Count > 0)
    Console.Error.WriteLine($"Left behind: {string.Join(", ", left)}.");
var end = left.Count == 0 ? " Nothing was left behind: no folder, no process." : "";
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{(isDone ? "Done" : "Ended")} after {clock.Elapsed.TotalSeconds:0.0} s.{end}"));
return isDone && left.Count == 0 ? 0 : 1;

async Task FollowAsync(MySqlServer source, MySqlServer replica, SetupOptions options)
{
    using var builder = new ReplicationBuilder(source, options, silent, TimeProvider.System);
    var made = await builder.FollowAsync(replica, cancellationToken);
    Output.Facts(("Replica", $"{made.Server}"), ("Filled by", $"{made.Provision}"), ("Is running", $"{made.IsRunning}"), ("Duration", Output.Seconds(made.Duration)));
}

async Task<PrimaryDiagnosis> WatchAsync(MySqlServer watched, IReadOnlyList<MySqlServer> replicas)
{
    await using var watch = new PrimaryWatch(watched, replicas, new PrimaryWatchOptions(), TimeProvider.System);
    for (var began = Stopwatch.StartNew(); began.Elapsed < TimeSpan.FromMinutes(1); await Task.Delay(500, cancellationToken))
    {
        var look = await watch.LookAsync(cancellationToken);
        Output.Fact($"Look {look.Looks}", $"{look.Verdict}{(look.MayFailOver ? ", and sure enough to fail over" : "")}");
        if (!look.MayFailOver)
            continue;
        foreach (var reason in look.Reasons)
            Console.WriteLine($"   {Output.Line(reason)}");
        return look;
    }

    throw new SampleException($"{watched} was killed, and nobody noticed.");
}

async Task<ReplicaHealth> TellHealthAsync(MySqlServer replica, IReadOnlyList<MySqlServer> known)
{
    var statuses = await new ReplicaStatusReader(observer).ReadAsync(replica, new ReplicaStatusOptions { Sources = new SourceAccess { Servers = known } }, cancellationToken);
    Output.Fact($"{replica}", $"{statuses[0].Health}");
    foreach (var reason in statuses[0].Reasons)
        Console.WriteLine($"   {Output.Line(reason)}");
    return statuses[0].Health;
}

async Task<List<MySqlDifference>> CompareAsync(MySqlServer source, MySqlServer target, CompareOptions options)
{
    var comparer = new DatabaseComparer(ComparedSide.Of(source), ComparedSide.Of(target), options, silent, TimeProvider.System);
    var differences = await comparer.CompareAsync(cancellationToken).ToListAsync(cancellationToken);
    foreach (var difference in differences)
    {
        Console.WriteLine($"{difference.Kind}: {difference.ObjectType} {difference.Database}.{difference.Name} {difference.Property ?? difference.Key}");
        Console.WriteLine($"   {Output.Line(difference.Sql)}");
    }

    var comparison = comparer.Comparison;
    Output.Facts(("Objects", $"{comparison.Objects}"), ("Rows", $"{comparison.Rows} in {comparison.Tables} tables"), ("Differences", $"{differences.Count}"), ("Elapsed", Output.Seconds(comparison.Elapsed)));
    return differences;
}

// Not cancelled by Ctrl+C: it is what Ctrl+C is waiting for.
async Task<List<string>> CleanUpAsync()
{
    var left = new List<string>();
    foreach (var path in SandboxReader.ListPaths(folder))
    {
        try
        {
            var sandbox = await new SandboxReader().ReadAsync(path, CancellationToken.None);
            using var process = Process.GetProcesses().FirstOrDefault(process => process.Id == sandbox.ProcessId);
            await new SandboxControl(observer).RemoveAsync(path, CancellationToken.None);
            if (process?.WaitForExit(TimeSpan.FromSeconds(5)) == false)
                left.Add($"the process {process.Id}");
        }
        catch (MySqlOpsException e)
        {
            left.Add(e.Message);
        }
    }

    foreach (var made in new[] { "export" }.Select(name => Path.Combine(folder, name)).Where(Directory.Exists))
        Directory.Delete(made, recursive: true);
    File.Delete(Path.Combine(folder, "topology.svg"));
    if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        Directory.Delete(folder);
    if (Directory.Exists(folder))
        left.Add($"the folder {folder}");
    return left;
}

/// <summary>Where the tour is.</summary>
internal sealed class StepCounter(string title)
{
    private int _number;
    private string _title = title;

    public void Begin(string title)
    {
        _number++;
        _title = title;
        Console.WriteLine($"{(_number > 1 ? "\n" : "")}{_number}. {title}");
    }

    public override string ToString() => _number == 0 ? $"\"{_title}\"" : $"step {_number}, \"{_title}\"";
}

/// <summary>Shows warnings, and where it is asked to, each thing that a long operation is at.</summary>
internal sealed class ConsoleObserver(bool showsProgress, bool showsWarnings = true) : IOperationObserver
{
    private string? _last;

    public void Verbose(string message)
    {
    }

    public void Warning(string message)
    {
        if (showsWarnings)
            Console.Error.WriteLine($"Warning: {message}");
    }

    public void Progress(OperationProgress progress)
    {
        var isNew = Interlocked.Exchange(ref _last, progress.Status) != progress.Status;
        if (showsProgress && isNew && !progress.IsCompleted)
            Console.WriteLine($"   {progress.Activity}: {progress.Status}");
    }
}

/// <summary>The SQL files to load.</summary>
internal static class SampleFiles
{
    public static List<string> Find(string[] args)
    {
        var names = args.Where(argument => !argument.Equals("--sample", StringComparison.OrdinalIgnoreCase)).ToList();
        if (names.Find(name => name.StartsWith('-')) is { } unknown)
            throw new SampleException($"There is no option {unknown}; there is --sample <file.sql or folder> ...");
        return names.Count > 0 ? [.. names.SelectMany(Expand)] : [.. Expand(Folder("shop"))];
    }

    /// <summary>In a folder, the schema goes first.</summary>
    private static IEnumerable<string> Expand(string name)
    {
        if (Directory.Exists(name))
        {
            return Directory.EnumerateFiles(name, "*.sql")
                .OrderBy(file => !Path.GetFileName(file).Contains("schema", StringComparison.OrdinalIgnoreCase))
                .ThenBy(file => file, StringComparer.Ordinal);
        }

        return File.Exists(name) ? [name] : throw new SampleException($"There is no file or folder {name}.");
    }

    /// <summary>A folder beside this file.</summary>
    public static string Folder(string name, [System.Runtime.CompilerServices.CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, name);
}

/// <summary>A sample can't be found or loaded.</summary>
internal sealed class SampleException(string message) : Exception(message);

/// <summary>Plain text tables.</summary>
internal static class Output
{
    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB"];

    public static void Usage(IEnumerable<DiskUsageEntry> entries)
    {
        Console.WriteLine($"{"Name",-28} {"Rows",10} {"Data",9} {"Index",9} {"Free",9} {"On disk",9}");
        foreach (var entry in entries)
        {
            var rows = $"{(entry.IsRowCountEstimate ? "~" : "")}{entry.RowCount?.ToString("N0", CultureInfo.InvariantCulture)}";
            Console.WriteLine($"{entry.Name,-28} {rows,10} {Size(entry.DataBytes),9} {Size(entry.IndexBytes),9} {Size(entry.FreeBytes),9} {Size(entry.FileBytes),9}");
        }
    }

    public static void Facts(params (string Name, string? Value)[] facts)
    {
        foreach (var (name, value) in facts)
            Fact(name, value);
    }

    public static void Fact(string name, string? value) => Console.WriteLine($"{name,-20} {value ?? "?"}");

    public static string Line(string text) => text.ReplaceLineEndings(" ") is { Length: > 160 } line ? $"{line[..160]}..." : text.ReplaceLineEndings(" ").TrimEnd();

    public static string Seconds(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s");

    public static string Size(long? bytes)
    {
        if (bytes is not { } count)
            return "?";
        var size = (double)count;
        var unit = 0;
        for (; size >= 1024 && unit < Units.Length - 1; unit++)
            size /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 || size >= 100 ? $"{size:0}" : $"{size:0.0}")} {Units[unit]}");
    }
}
