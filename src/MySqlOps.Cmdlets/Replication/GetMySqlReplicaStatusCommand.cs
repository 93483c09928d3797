using System.Management.Automation;
using System.Management.Automation.Host;
using MySqlOps.Cmdlets.Runtime;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Status;

namespace MySqlOps.Cmdlets.Replication;

/// <summary>Get-MySqlReplicaStatus: how each replica follows its source.</summary>
[Cmdlet(VerbsCommon.Get, "MySqlReplicaStatus")]
[OutputType(typeof(ReplicaStatus))]
public sealed class GetMySqlReplicaStatusCommand : ServerCmdlet
{
    private bool _isDrawn;
    private bool _isColored;
    private int _width;
    private int _height;
    private bool _isSeenBefore;

    /// <summary>The channels; all of them unless told. The default channel's name is the empty text.</summary>
    [Parameter(Position = 1)]
    [AllowEmptyString]
    public string[] Channel { get; set; } = [];

    /// <summary>Does not connect to the sources: what is missing and errant stays unknown, and the lag rests on equal clocks.</summary>
    [Parameter]
    public SwitchParameter SkipSource { get; set; }

    /// <summary>The account for sources that are not among the servers; that of the replica unless told.</summary>
    [Parameter]
    [Credential]
    public PSCredential? SourceCredential { get; set; }

    /// <summary>How long a channel may be behind, on top of its delay, before it is called lagging.</summary>
    [Parameter]
    [Duration(Most = 31_536_000)]
    public TimeSpan LagLimit { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Asks again and again until Ctrl+C: a live view in a console, a stream of objects in a pipeline.</summary>
    [Parameter]
    public SwitchParameter Watch { get; set; }

    /// <summary>How much time passes between two looks of -Watch.</summary>
    [Parameter]
    [Duration(Least = 0.1, Most = 86_400)]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        if (!Watch || !InteractiveConsole.IsDrawable(this))
            return;
        _isDrawn = true;
        _isColored = InteractiveConsole.IsColored;
        ReadWindow();
    }

    /// <inheritdoc />
    private protected override async Task AskAllAsync(string folder, Pipeline pipeline, CancellationToken cancellationToken)
    {
        if (!Watch)
        {
            await base.AskAllAsync(folder, pipeline, cancellationToken).ConfigureAwait(false);
            return;
        }

        var screen = new WatchScreen(_isColored);
        var told = new Dictionary<ServerArgument, ErrorId>();
        while (true)
        {
            if (_isDrawn)
                await DrawAsync(screen, folder, pipeline, cancellationToken).ConfigureAwait(false);
            else
                await StreamAsync(told, folder, pipeline, cancellationToken).ConfigureAwait(false);
            _isSeenBefore = true;
            await Task.Delay(Interval, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    private protected override async Task<IReadOnlyList<object>> AskAsync(MySqlServer server, Pipeline pipeline, CancellationToken cancellationToken)
    {
        // What an account may not see is told once, and not at every look.
        var reader = new ReplicaStatusReader(_isSeenBefore || _isDrawn ? SilentObserver.Instance : pipeline);
        var options = new ReplicaStatusOptions { Channels = Channel, AsksSource = !SkipSource, Sources = await SourcesAsync(SourceCredential).ConfigureAwait(false), LagLimit = LagLimit };
        var statuses = await reader.ReadAsync(server, options, cancellationToken).ConfigureAwait(false);
        if (statuses.Count == 0 && !_isDrawn)
            pipeline.Verbose($"{server} follows no server.");
        return statuses;
    }

    private async Task DrawAsync(WatchScreen screen, string folder, Pipeline pipeline, CancellationToken cancellationToken)
    {
        var answers = new List<(string, IReadOnlyList<object>, MySqlOpsException?)>();
        await foreach (var outcome in AskEachAsync(folder, pipeline, cancellationToken).ConfigureAwait(false))
            answers.Add((outcome.Input.ToString(), outcome.Value ?? [], outcome.Error));
        var lines = ReplicaBoard.Write(answers, TimeProvider.System.GetLocalNow(), Interval);
        pipeline.Draw(screen.Frame(lines, _width, _height));
    }

    /// <summary>Errors are told when they come, and again when they have changed; a server that is down for an hour is not one error a look.</summary>
    private async Task StreamAsync(Dictionary<ServerArgument, ErrorId> told, string folder, Pipeline pipeline, CancellationToken cancellationToken)
    {
        await foreach (var outcome in AskEachAsync(folder, pipeline, cancellationToken).ConfigureAwait(false))
        {
            if (outcome.Error is not { } error)
                told.Remove(outcome.Input);
            else if (!told.TryGetValue(outcome.Input, out var before) || before != error.Id)
                pipeline.Error(error);
            if (outcome.Error is { } failed)
                told[outcome.Input] = failed.Id;
            foreach (var value in outcome.Value ?? [])
                pipeline.Output(value);
        }
    }

    private void ReadWindow()
    {
        try
        {
            var size = Host.UI.RawUI.WindowSize;
            (_width, _height) = (size.Width, size.Height);
        }
        catch (HostException)
        {
            _isDrawn = false;
        }
    }
}
