using System.Globalization;
using MySqlOps.Engine.Replication.Setup;
using MySqlOps.Engine.Replication.Setup.Checks;

namespace MySqlOps.Engine.Provisioning;

/// <summary>Makes a plan of what the servers say and of what is wanted. It asks nobody.</summary>
internal sealed class SetupPlanner
{
    private readonly SetupFacts _facts;
    private readonly ProvisionChoice _choice;
    private readonly List<SetupStep> _steps = [];

    private SetupPlanner(SetupFacts facts, ProvisionChoice choice)
    {
        _facts = facts;
        _choice = choice;
    }

    private ServerSetupFacts Replica => _facts.Replica;

    /// <summary>Makes the plan.</summary>
    public static SetupPlan Plan(SetupFacts facts)
    {
        var choice = ProvisionChoice.Make(facts);
        return new SetupPlan { Facts = facts, Choice = choice, Checks = ReplicationJudge.JudgeSetup(facts, choice), Steps = new SetupPlanner(facts, choice).PlanSteps() };
    }

    private List<SetupStep> PlanSteps()
    {
        var isAsWanted = ChannelStatement.IsAsWanted(_facts) && !_choice.Replaces;
        if (SetupPrivileges.NeedsAccount(_facts, _choice.Replaces))
            _steps.Add(new AccountStep { Server = _facts.Source.Server, Action = $"Make the account {ReplicationAccount.Name(_facts)} for replicas", Statements = ReplicationAccount.Statements(_facts, null) });
        if (!Replica.Channels.Any(_facts.IsFromSource))
            _steps.Add(new ProbeStep { Server = Replica.Server, Action = $"Prove that the replica reaches the source and may log in, by the channel {ChannelStatement.ProbeChannel}" });
        if (_choice.Replaces)
            _steps.Add(new ProvisionStep { Server = Replica.Server, Method = _choice.Method, Action = Describe() });
        var changes = PlanSettings();
        if (!isAsWanted || changes)
            PlanChannel(isAsWanted);
        if (!isAsWanted || changes || !_facts.Channel!.IsRunning)
            _steps.Add(new StartStep { Server = Replica.Server, Action = "Start replication", Statements = [$"START REPLICA{ChannelStatement.For(_facts.Options.Channel)}"] });
        if (!_facts.Options.IsWritable && (_choice.Method == ProvisionMethod.Clone || !(Replica is { IsSuperReadOnly: true, IsSuperReadOnlyPersisted: true })))
            Set(Replica, "Make the replica read-only", "super_read_only", "ON");
        if (_facts.Options.TestWrite)
            _steps.Add(new WriteTestStep { Server = _facts.Source.Server, Action = "Write to the database mysqlops of the source, wait until it arrives, and remove it" });
        return _steps;
    }

    private string Describe()
    {
        var lost = Replica.Databases.Count == 0 ? "" : $", which LOSES its own: {string.Join(", ", Replica.Databases)}";
        return _choice.Method == ProvisionMethod.Clone
            ? $"Clone the source: all data of the replica is replaced{lost}, and the server restarts ({_choice.Reason.TrimEnd('.')})"
            : $"Load an export of the source into the replica{lost} ({_choice.Reason.TrimEnd('.')})";
    }

    /// <summary>What must be set before the channel starts.</summary>
    /// <returns>True where a running channel must be restarted for it.</returns>
    private bool PlanSettings()
    {
        var restarts = false;
        if (Replica.NetTimeoutSeconds > RunningChecks.NetTimeoutSeconds)
        {
            Set(Replica, "Notice a source that hangs", Replica.Facts.ReplicaVariable("net_timeout"), RunningChecks.NetTimeoutSeconds.ToString(CultureInfo.InvariantCulture));
            restarts = true;
        }

        if (_facts.Options.WorkerCount is { } count && (!Replica.PreservesCommitOrder || count != Replica.WorkerCount))
        {
            PlanCommitOrder();
            if (count != Replica.WorkerCount)
                Set(Replica, "Apply in parallel", Replica.Facts.ReplicaVariable("parallel_workers"), count.ToString(CultureInfo.InvariantCulture));
            restarts = true;
        }

        return PlanSemiSync() || restarts;
    }

    private bool PlanSemiSync()
    {
        if (!_facts.Options.SemiSync)
            return false;
        var source = _facts.Source;
        if (!source.IsSemiSyncSource)
        {
            Install(source, source.Facts.SemiSyncSourcePlugin, source.Facts.SemiSyncSourceLibrary);
            Set(source, "Have commits wait for a replica", source.Facts.SemiSyncSourceVariable, "ON");
        }

        if (Replica.IsSemiSyncReplica && _choice.Method != ProvisionMethod.Clone)
            return false;
        Install(Replica, Replica.Facts.SemiSyncReplicaPlugin, Replica.Facts.SemiSyncReplicaLibrary);
        Set(Replica, "Have the replica acknowledge", Replica.Facts.SemiSyncReplicaVariable, "ON");
        return true;
    }

    private void PlanChannel(bool isAsWanted)
    {
        var isNew = !_facts.IsFollowing || _choice.Replaces;
        List<string> statements = [];
        if (_facts.Channel is not null && !_choice.Replaces)
            statements.Add($"STOP REPLICA{ChannelStatement.For(_facts.Options.Channel)}");
        if (!isAsWanted)
            statements.Add(ChannelStatement.Change(_facts, null, isNew));
        if (statements.Count == 0)
            return;
        _steps.Add(isAsWanted
            ? new StatementStep { Server = Replica.Server, Action = "Stop the channel for the settings to take effect", Statements = statements }
            : new ChannelStep { Server = Replica.Server, IsNew = isNew, Action = $"Follow {_facts.SourceHost}:{_facts.SourcePort.ToString(CultureInfo.InvariantCulture)}", Statements = statements });
    }

    /// <summary>The order is one variable for all channels, and changes only while all their appliers are stopped (manual 19.1.6.3).</summary>
    private void PlanCommitOrder()
    {
        if (Replica.PreservesCommitOrder)
            return;
        var others = Replica.Channels.Where(channel => channel.IsApplying && !ReferenceEquals(channel, _facts.Channel));
        List<string> statements = [.. Replica.Channels.Any(static channel => channel.IsApplying) ? ["STOP REPLICA SQL_THREAD"] : Array.Empty<string>()];
        statements.Add($"SET PERSIST {Replica.Facts.ReplicaVariable("preserve_commit_order")} = ON");
        statements.AddRange(others.Select(static channel => $"START REPLICA SQL_THREAD{ChannelStatement.For(channel.Name)}"));
        _steps.Add(new StatementStep { Server = Replica.Server, Action = "Commit in the source's order", Statements = statements });
    }

    private void Install(ServerSetupFacts server, string plugin, string library) => _steps.Add(new PluginStep
    {
        Server = server.Server,
        Plugin = plugin,
        Action = $"Install the plugin {plugin}",
        Statements = [PluginInstaller.Statement(plugin, library, server.Platform)],
    });

    private void Set(ServerSetupFacts server, string action, string variable, string value) => _steps.Add(new StatementStep
    {
        Server = server.Server,
        Action = action,
        Statements = [$"SET PERSIST {variable} = {value}"],
    });
}
