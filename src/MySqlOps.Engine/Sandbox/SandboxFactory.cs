using System.Runtime.CompilerServices;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Sandbox.Binaries;
using MySqlOps.Engine.Sandbox.Programs;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Makes sandboxes and starts them.</summary>
public sealed class SandboxFactory
{
    private const string Activity = "Making MySQL sandboxes";

    /// <summary>A starting server keeps about one core busy.</summary>
    private static readonly int MostAtOnce = Math.Clamp(Environment.ProcessorCount, 1, 4);

    private readonly IOperationObserver _observer;
    private readonly ServerBinarySource _binaries;
    private readonly DataTemplates _templates;
    private readonly OptionTrial _trial;
    private readonly SandboxLeftovers _leftovers;
    private readonly SandboxReservation _reservation;
    private readonly SandboxDemolition _demolition;
    private readonly SandboxBuilder _builder;
    private readonly SandboxReader _reader = new();

    /// <summary>A factory for the user who runs this.</summary>
    /// <param name="observer">Hears what is being done.</param>
    public SandboxFactory(IOperationObserver observer)
    {
        var time = TimeProvider.System;
        var programs = new ProgramRunner(time);
        var folders = UserFolders.Current();
        var processes = new ProcessTable(programs, time);
        _observer = observer;
        _binaries = new ServerBinarySource(programs, folders, observer);
        _templates = new DataTemplates(programs, folders.Templates, observer, time);
        _trial = new OptionTrial(programs);
        _demolition = new SandboxDemolition(processes);
        _leftovers = new SandboxLeftovers(_demolition, folders.Ports, observer);
        _reservation = new SandboxReservation(_leftovers, folders.Ports);
        _builder = new SandboxBuilder(
            _reservation,
            new ServerStarter(new ServerLauncher(programs), new ServerReadiness(processes, time)),
            _demolition,
            observer);
    }

    /// <summary>Makes sandboxes, several at a time, and gives them out in the order of their ports.</summary>
    /// <param name="options">Which ones.</param>
    /// <param name="cancellationToken">Ends the work. Sandboxes that were not given out are removed; those that were stay.</param>
    /// <exception cref="MySqlOpsException">Any Sandbox error. What was not given out by then is removed.</exception>
    public async IAsyncEnumerable<MySqlSandbox> CreateAsync(SandboxOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = Path.GetFullPath(options.Path ?? SandboxReader.DefaultPath);
        var trouble = $"Sandboxes can't be made in {path}";
        var plan = await FileTrouble.NameAsync(trouble, path, () => PrepareAsync(path, options, cancellationToken)).ConfigureAwait(false);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var turns = new SemaphoreSlim(MostAtOnce);
        var builds = new Queue<Task<SandboxFolder>>();
        try
        {
            var port = options.BasePort;
            for (var i = 0; i < options.Count; i++)
            {
                var firstPort = port;
                var site = await FileTrouble.NameAsync(trouble, path, () => _reservation.TakeAsync(path, firstPort, plan.Binary, cancellationToken)).ConfigureAwait(false);
                builds.Enqueue(BuildInTurnAsync(plan, site, turns, stop.Token));
                port = site.Folder.Port + 1;
            }

            for (var done = 0; builds.TryPeek(out var build); done++)
            {
                Report($"{done} of {options.Count} ready", done * 100 / options.Count);
                var folder = await build.ConfigureAwait(false);
                _ = builds.Dequeue();
                yield return await _reader.ReadAsync(folder.Path, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            foreach (var build in builds)
                await UndoAsync(build).ConfigureAwait(false);
            _observer.Progress(new OperationProgress { Activity = Activity, Status = "done", PercentComplete = 100, IsCompleted = true });
        }
    }

    private async Task<SandboxPlan> PrepareAsync(string path, SandboxOptions options, CancellationToken cancellationToken)
    {
        ServerOption.Check(options.Options);
        Report("Finding a mysqld", 0);
        var binary = await _binaries.FindOrGetAsync(options.MysqldPath, cancellationToken).ConfigureAwait(false);
        _observer.Verbose($"Using {binary.Path}, version {binary.Version} ({binary.Origin}).");
        await _trial.CheckAsync(binary, options.Options, cancellationToken).ConfigureAwait(false);
        await _leftovers.ClearAllAsync(path, cancellationToken).ConfigureAwait(false);
        Report("Preparing a data directory", 0);
        var template = await _templates.GetAsync(binary, ServerOption.SelectFounding(options.Options), cancellationToken).ConfigureAwait(false);
        return new SandboxPlan { Path = path, Binary = binary, Options = options.Options, Template = template };
    }

    private async Task<SandboxFolder> BuildInTurnAsync(SandboxPlan plan, SandboxSite site, SemaphoreSlim turns, CancellationToken cancellationToken)
    {
        // Not cancelled while it waits: the builder clears its site away when it starts cancelled.
        await turns.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            return await _builder.BuildAsync(plan, site, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turns.Release();
        }
    }

    /// <summary>Waits for a build that nobody will get, and clears it away if it came to be.</summary>
    private async Task UndoAsync(Task<SandboxFolder> build)
    {
        try
        {
            var (folder, marker) = await SandboxReader.FindAsync((await build.ConfigureAwait(false)).Path, CancellationToken.None).ConfigureAwait(false);
            await _demolition.ClearAsync(folder, marker, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception e) when (e is MySqlOpsException or OperationCanceledException)
        {
            _observer.Verbose($"Another sandbox was not made: {e.Message}");
        }
    }

    private void Report(string status, int percent) =>
        _observer.Progress(new OperationProgress { Activity = Activity, Status = status, PercentComplete = percent });
}
