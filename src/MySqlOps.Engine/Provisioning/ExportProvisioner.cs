using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load;
using MySqlOps.Engine.Replication.Gtids;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Provisioning;

/// <summary>
/// Loads an export of the whole source into the replica while it is read, accounts included, and takes over its GTID set. Nothing of it is written to the replica's binary log:
/// it would be transactions that the source lacks.
/// </summary>
internal sealed class ExportProvisioner(SetupFacts facts, IOperationObserver observer, TimeProvider time)
{
    /// <summary>The database in which the load keeps its ledger. The source's own comes under another name, and takes its place.</summary>
    private const string OwnDatabase = "mysqlops";

    private const string ArrivingDatabase = "mysqlops_arriving";

    private bool _isBegun;

    /// <summary>Loads.</summary>
    /// <exception cref="MySqlOpsException">Any Dump, Load or Connect error; what is left of a load that failed is named by a warning.</exception>
    public async Task<ProvisionOutcome> RunAsync(CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(facts.Replica.Server with { CommandTimeout = TimeSpan.Zero }, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            try
            {
                await using ((await WritableScope.OpenAsync(session, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
                    return await LoadAsync(session, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (_isBegun && e is MySqlOpsException or OperationCanceledException)
            {
                observer.Warning($"{facts.Replica} was not loaded to the end, and holds a part of the source's data. Run New-MySqlReplication again with -Force: it clears that away and begins anew.");
                throw;
            }
        }
    }

    private async Task<ProvisionOutcome> LoadAsync(Session session, CancellationToken cancellationToken)
    {
        var read = new ExportOptions { Path = "", IncludeUser = true };
        var renamed = new Dictionary<string, string>(StringComparer.Ordinal);
        if (await HasOwnDatabaseAsync(cancellationToken).ConfigureAwait(false))
        {
            read = read with { Selection = new() { Databases = ["*", OwnDatabase] } };
            renamed[OwnDatabase] = ArrivingDatabase;
        }

        var load = new LoadOptions
        {
            SkipBinLog = true,
            GtidPurged = GtidPurgedAction.Off,
            IncludeUser = true,
            AllowReplica = true,
            RenamedDatabases = renamed,
            RejectFolder = Path.Combine(Path.GetTempPath(), "mysqlops-rejects"),
        };

        // The snapshot is taken first: a source that can't be read costs the replica nothing.
        var copy = await DatabaseCopy.OpenAsync(facts.Source.Server, facts.Replica.Server, read, load, observer, time, cancellationToken).ConfigureAwait(false);
        await using (copy.ConfigureAwait(false))
        {
            _isBegun = true;
            await ClearAsync(session, cancellationToken).ConfigureAwait(false);
            var scheduler = await session.TextAsync("SELECT @@GLOBAL.event_scheduler AS scheduler", cancellationToken).ConfigureAwait(false);
            if (scheduler == "ON")
                await session.ExecuteAsync("SET GLOBAL event_scheduler = OFF", cancellationToken).ConfigureAwait(false);
            try
            {
                var plan = await copy.Loader.PlanAsync(cancellationToken).ConfigureAwait(false);
                var outcome = await copy.Loader.LoadAsync(plan, cancellationToken).ConfigureAwait(false);
                await FinishAsync(session, copy.Export.Manifest.Snapshot.GtidExecuted, renamed.Count > 0, cancellationToken).ConfigureAwait(false);
                return new ProvisionOutcome(facts.Replica.Server, outcome.Bytes);
            }
            finally
            {
                if (scheduler == "ON")
                    await RestoreSchedulerAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> HasOwnDatabaseAsync(CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(facts.Source.Server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return (await session.QueryAsync($"SELECT 1 FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = '{OwnDatabase}'", cancellationToken).ConfigureAwait(false)).Count > 0;
    }

    /// <summary>Drops what the replica holds, and has it forget its transactions. The plan has made sure that nobody replicates from it, and that this is known.</summary>
    private async Task ClearAsync(Session session, CancellationToken cancellationToken)
    {
        if (facts.Channel is not null)
        {
            await session.ExecuteAsync($"STOP REPLICA{ChannelStatement.For(facts.Options.Channel)}", cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync($"RESET REPLICA ALL{ChannelStatement.For(facts.Options.Channel)}", cancellationToken).ConfigureAwait(false);
        }

        await session.ExecuteAsync("SET SESSION sql_log_bin = 0, foreign_key_checks = 0", cancellationToken).ConfigureAwait(false);
        foreach (var database in facts.Replica.Databases.Append(OwnDatabase).Append(ArrivingDatabase))
            await session.ExecuteAsync($"DROP DATABASE IF EXISTS {SqlIdentifier.Quote(database)}", cancellationToken).ConfigureAwait(false);
        if (facts.Replica.LogsChanges)
            await session.ExecuteAsync(session.Facts.ResetBinaryLogs, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The load's ledger is no data of the source's: a row of it would be in the way of one that the source sends.</summary>
    private async Task FinishAsync(Session session, string? executed, bool hasOwnDatabase, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync($"DROP DATABASE IF EXISTS {OwnDatabase}", cancellationToken).ConfigureAwait(false);
        if (hasOwnDatabase)
        {
            await session.ExecuteAsync($"CREATE DATABASE {OwnDatabase} DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", cancellationToken).ConfigureAwait(false);
            var tables = await session.QueryAsync($"SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = '{ArrivingDatabase}'", cancellationToken).ConfigureAwait(false);
            foreach (var row in tables)
                await session.ExecuteAsync($"RENAME TABLE {SqlIdentifier.Quote(ArrivingDatabase, row.Text("name"))} TO {SqlIdentifier.Quote(OwnDatabase, row.Text("name"))}", cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync($"DROP DATABASE {ArrivingDatabase}", cancellationToken).ConfigureAwait(false);
        }

        await EventDisabler.RunAsync(session, cancellationToken).ConfigureAwait(false);
        await TakeGtidsAsync(session, executed ?? "", cancellationToken).ConfigureAwait(false);
    }

    private async Task TakeGtidsAsync(Session session, string executed, CancellationToken cancellationToken)
    {
        var own = await session.TextAsync("SELECT @@GLOBAL.gtid_executed AS executed", cancellationToken).ConfigureAwait(false);
        if (own is { Length: > 0 } || executed.Length == 0)
            throw new MySqlOpsException(
                ErrorId.ProvisionFailed,
                $"{facts.Replica} was loaded, but {(executed.Length == 0 ? "the source told no GTID set" : $"somebody else has written there meanwhile: {own!.Replace("\n", " ", StringComparison.Ordinal)}")}. Begin anew with -Force, and keep others away from the replica.",
                facts.Replica.Server);
        await session.ExecuteAsync($"SET GLOBAL gtid_purged = {SqlLiteral.Quote(GtidSet.Parse(executed).ToString())}", cancellationToken).ConfigureAwait(false);
    }

    private async Task RestoreSchedulerAsync()
    {
        try
        {
            var session = await Session.OpenAsync(facts.Replica.Server, CancellationToken.None).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                await session.ExecuteAsync("SET GLOBAL event_scheduler = ON", CancellationToken.None).ConfigureAwait(false);
        }
        catch (MySqlOpsException e)
        {
            observer.Warning($"{facts.Replica}: event_scheduler was turned off for the load and could not be turned on again. {e.Message}");
        }
    }
}
