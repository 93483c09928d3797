using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Provisioning;

/// <summary>Runs the steps of one plan. Where a step fails, what was begun is taken back or named.</summary>
internal sealed class SetupExecutor(SetupPlan plan, SemaphoreSlim sourceGate, IOperationObserver observer, TimeProvider time)
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(60);

    private readonly SetupFacts _facts = plan.Facts;
    private readonly List<string> _done = [];
    private MySqlServer _replica = plan.Facts.Replica.Server;
    private TimeSpan? _writeLatency;
    private ProvisionOutcome? _provisioned;
    private TimeSpan? _provisionDuration;
    private bool _madeChannel;

    private SetupOptions Options => _facts.Options;

    /// <summary>True where the password that we have is the account's.</summary>
    private bool KnowsPassword => Options.Password is not null && (!Options.IsPasswordGenerated || plan.Steps.Any(static step => step is AccountStep));

    /// <summary>Runs them.</summary>
    /// <exception cref="MySqlOpsException">What went wrong.</exception>
    public async Task<MySqlReplication> RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        try
        {
            foreach (var (i, step) in plan.Steps.Index())
            {
                Report(step.Action, 100 * i / plan.Steps.Count);
                observer.Verbose($"{_replica}: {step.Action}.");
                await RunAsync(step, cancellationToken).ConfigureAwait(false);
                if (step is not (ProbeStep or WriteTestStep))
                    _done.Add(step.Action);
            }
        }
        catch (Exception e) when (e is MySqlOpsException or OperationCanceledException)
        {
            await TakeBackAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            Report("Done", 100, isCompleted: true);
        }

        return await DescribeAsync(time.GetElapsedTime(start), cancellationToken).ConfigureAwait(false);
    }

    private Task RunAsync(SetupStep step, CancellationToken cancellationToken) => step switch
    {
        AccountStep => OnSourceAsync(MakeAccountAsync, cancellationToken),
        ProbeStep => ProbeAsync(cancellationToken),
        ProvisionStep provision => ProvisionAsync(provision, cancellationToken),
        PluginStep plugin => OnStepServerAsync(plugin, (session, token) => PluginInstaller.RunAsync(session, plugin.Plugin, plugin.Statements[0], token), cancellationToken),
        ChannelStep channel => OnReplicaAsync((session, token) => ChangeChannelAsync(session, channel, token), cancellationToken),
        StartStep => OnReplicaAsync(StartAsync, cancellationToken),
        WriteTestStep => OnSourceAsync(TestWriteAsync, cancellationToken),
        _ => OnStepServerAsync(step, (session, token) => ExecuteAllAsync(session, step.Statements, token), cancellationToken),
    };

    private async Task MakeAccountAsync(Session session, CancellationToken cancellationToken)
    {
        foreach (var statement in ReplicationAccount.Statements(_facts, Options.Password))
            await session.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
    }

    private async Task ProbeAsync(CancellationToken cancellationToken)
    {
        if (!KnowsPassword)
            return;
        await OnReplicaAsync((session, token) => new ConnectionProbe(_facts, time).RunAsync(session, Options.Password!, token), cancellationToken).ConfigureAwait(false);
    }

    private async Task ProvisionAsync(ProvisionStep step, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        _provisioned = step.Method == ProvisionMethod.Clone
            ? await new CloneProvisioner(_facts, sourceGate, observer, time).RunAsync(cancellationToken).ConfigureAwait(false)
            : await new ExportProvisioner(_facts, observer, time).RunAsync(cancellationToken).ConfigureAwait(false);
        _provisionDuration = time.GetElapsedTime(start);
        _replica = _provisioned.Server;
    }

    private async Task ChangeChannelAsync(Session session, ChannelStep step, CancellationToken cancellationToken)
    {
        await ExecuteAllAsync(session, step.Statements.SkipLast(1), cancellationToken).ConfigureAwait(false);
        _madeChannel = _facts.Channel is null || plan.Choice.Replaces;
        await session.ExecuteAsync(ChannelStatement.Change(_facts, KnowsPassword ? Options.Password : null, step.IsNew), cancellationToken).ConfigureAwait(false);
    }

    private async Task StartAsync(Session session, CancellationToken cancellationToken)
    {
        var channel = ChannelStatement.For(Options.Channel);
        await session.ExecuteAsync($"START REPLICA IO_THREAD{channel}", cancellationToken).ConfigureAwait(false);
        await new ReceiverWatch(session, _facts, time).WaitAsync(Options.Channel, ConnectLimit, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync($"START REPLICA SQL_THREAD{channel}", cancellationToken).ConfigureAwait(false);
    }

    private async Task TestWriteAsync(Session session, CancellationToken cancellationToken) =>
        _writeLatency = await new WriteTest(_facts with { Replica = _facts.Replica with { Server = _replica } }, time).RunAsync(session, cancellationToken).ConfigureAwait(false);

    private static async Task ExecuteAllAsync(Session session, IEnumerable<string> statements, CancellationToken cancellationToken)
    {
        foreach (var statement in statements)
            await session.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
    }

    private Task OnStepServerAsync(SetupStep step, Func<Session, CancellationToken, Task> work, CancellationToken cancellationToken) =>
        ReferenceEquals(step.Server, _facts.Source.Server) ? OnSourceAsync(work, cancellationToken) : OnReplicaAsync(work, cancellationToken);

    private async Task OnSourceAsync(Func<Session, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await sourceGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await OnAsync(_facts.Source.Server, work, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            sourceGate.Release();
        }
    }

    private Task OnReplicaAsync(Func<Session, CancellationToken, Task> work, CancellationToken cancellationToken) => OnAsync(_replica, work, cancellationToken);

    private static async Task OnAsync(MySqlServer server, Func<Session, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            await work(session, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A channel that was made here and does not run is removed; what else was done is named.</summary>
    private async Task TakeBackAsync()
    {
        if (_madeChannel && !_done.Contains("Start replication"))
        {
            try
            {
                var channel = ChannelStatement.For(Options.Channel);
                await OnReplicaAsync((session, token) => ExecuteAllAsync(session, [$"STOP REPLICA{channel}", $"RESET REPLICA ALL{channel}"], token), CancellationToken.None).ConfigureAwait(false);
                _done.RemoveAll(static action => action.StartsWith("Follow ", StringComparison.Ordinal));
            }
            catch (MySqlOpsException e)
            {
                observer.Warning($"{_replica}: the channel '{Options.Channel}' was made and could not be removed: {e.Message}");
            }
        }

        if (_done.Count > 0)
            observer.Warning($"{_replica}: this was done and stays: {string.Join("; ", _done)}.");
    }

    private async Task<MySqlReplication> DescribeAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var now = await SetupFactsReader.ReadAsync(_facts.Source.Server, _replica, Options, cancellationToken).ConfigureAwait(false);
        return new MySqlReplication
        {
            Server = _replica,
            Source = _facts.Source.Server,
            Channel = Options.Channel,
            IsChanged = _done.Count > 0,
            Changes = _done,
            Provision = _provisioned is null ? ProvisionMethod.None : plan.Choice.Method,
            ProvisionBytes = _provisioned?.Bytes,
            ProvisionDuration = _provisionDuration,
            ReplicationUser = now.Channel?.User ?? Options.ReplicationUser,
            WriteLatency = _writeLatency,
            IsRunning = now.Channel?.IsRunning == true,
            Checks = [.. plan.Checks, .. ReplicationJudge.JudgeRunning(now)],
            Duration = duration,
            Password = KnowsPassword ? Options.Password : null,
        };
    }

    private void Report(string status, int percent, bool isCompleted = false) =>
        observer.Progress(new OperationProgress { Activity = $"Set up {_facts.Replica.Server.Endpoint} as a replica", Status = status, PercentComplete = percent, IsCompleted = isCompleted });
}
