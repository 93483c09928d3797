using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup;

namespace MySqlOps.Engine.Provisioning;

/// <summary>
/// Replaces a replica's data by the source's with the clone plugin (manual 7.6.7.3). The temporary account on the source is dropped, and the recipient's list of donors is put back,
/// whatever comes.
/// </summary>
internal sealed class CloneProvisioner(SetupFacts facts, SemaphoreSlim sourceGate, IOperationObserver observer, TimeProvider time)
{
    private const string Plugin = "clone";
    private const string Library = "mysql_clone";

    private readonly MySqlServer _recipient = facts.Replica.Server with { CommandTimeout = TimeSpan.Zero };

    /// <summary>Clones, and has the server come back.</summary>
    /// <exception cref="MySqlOpsException">ProvisionFailed, ProvisionRestartNeeded, or whatever a server refuses.</exception>
    public async Task<ProvisionOutcome> RunAsync(CancellationToken cancellationToken)
    {
        await PrepareSourceAsync(cancellationToken).ConfigureAwait(false);
        var account = await TemporaryAccount.MakeAsync(facts, observer, cancellationToken).ConfigureAwait(false);
        MySqlServer server;
        await using (account.ConfigureAwait(false))
        {
            await PrepareRecipientAsync(cancellationToken).ConfigureAwait(false);
            var needsStart = await CloneAsync(account, cancellationToken).ConfigureAwait(false);
            server = await new RestartWatch(facts, observer, time).WaitAsync(needsStart, cancellationToken).ConfigureAwait(false);
        }

        var bytes = await new CloneAftermath(facts, observer).RunAsync(server, account.Name, cancellationToken).ConfigureAwait(false);
        return new ProvisionOutcome(server, bytes);
    }

    private async Task PrepareSourceAsync(CancellationToken cancellationToken)
    {
        await sourceGate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var session = await Session.OpenAsync(facts.Source.Server, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                await PluginInstaller.RunAsync(session, Plugin, PluginInstaller.Statement(Plugin, Library, facts.Source.Platform), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            sourceGate.Release();
        }
    }

    private async Task PrepareRecipientAsync(CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(_recipient, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await PluginInstaller.RunAsync(session, Plugin, PluginInstaller.Statement(Plugin, Library, facts.Replica.Platform), cancellationToken).ConfigureAwait(false);
            if (facts.Source.Channels.Count > 0)
                await HoldChannelsAsync(session, cancellationToken).ConfigureAwait(false);
            foreach (var channel in facts.Replica.Channels)
                await session.ExecuteAsync($"STOP REPLICA{ChannelStatement.For(channel.Name)}", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The source's own channels are cloned too, and would start with the server.</summary>
    private async Task HoldChannelsAsync(Session session, CancellationToken cancellationToken)
    {
        if (session.Facts.SkipReplicaStartVariable is not { } variable)
            return;
        try
        {
            await session.ExecuteAsync($"SET PERSIST_ONLY {variable} = ON", cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id is ErrorId.PrivilegeMissing or ErrorId.QueryFailed)
        {
            observer.Warning($"{facts.Replica}: the channels that are cloned with {facts.Source} can't be kept from starting for a moment when the server comes back; that needs PERSIST_RO_VARIABLES_ADMIN.");
        }
    }

    /// <summary>Runs the statement, and says meanwhile how far it is.</summary>
    /// <returns>True where the server is down and does not start by itself.</returns>
    private async Task<bool> CloneAsync(TemporaryAccount account, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(_recipient, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var donor = string.Create(CultureInfo.InvariantCulture, $"{facts.SourceHost}:{facts.SourcePort}");
            var before = await session.TextAsync("SELECT @@GLOBAL.clone_valid_donor_list AS donors", cancellationToken).ConfigureAwait(false);
            var scope = await WritableScope.OpenAsync(session, cancellationToken).ConfigureAwait(false);
            var isReplaced = false;
            try
            {
                await session.ExecuteAsync($"SET GLOBAL clone_valid_donor_list = {SqlLiteral.Quote(donor)}", cancellationToken).ConfigureAwait(false);
                using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                var watch = new CloneWatch(_recipient, observer, time).RunAsync(watching.Token);
                try
                {
                    var needsStart = await RunAsync(session, account, cancellationToken).ConfigureAwait(false);
                    isReplaced = true;
                    return needsStart;
                }
                finally
                {
                    await watching.CancelAsync().ConfigureAwait(false);
                    await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            }
            finally
            {
                // A server that has restarted has the list that is configured.
                if (!isReplaced)
                {
                    if (cancellationToken.IsCancellationRequested)
                        await EndCloneAsync(session.ConnectionId).ConfigureAwait(false);
                    await RestoreDonorsAsync(before).ConfigureAwait(false);
                    await scope.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }

    private async Task<bool> RunAsync(Session session, TemporaryAccount account, CancellationToken cancellationToken)
    {
        var statement = string.Create(
            CultureInfo.InvariantCulture,
            $"CLONE INSTANCE FROM {SqlLiteral.Quote(account.User)}@{SqlLiteral.Quote(facts.SourceHost)}:{facts.SourcePort} IDENTIFIED BY {SqlLiteral.Quote(account.Password.Reveal())}{(facts.UsesTls ? " REQUIRE SSL" : "")}");
        try
        {
            await session.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
            return false;
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber == ServerErrorNumber.RestartFailed)
        {
            return true;
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.ConnectionLost)
        {
            // It restarts; whether with the clone is looked at afterwards.
            return false;
        }
        catch (MySqlOpsException e)
        {
            throw e.Retell(
                ErrorId.ProvisionFailed,
                $"{facts.Replica} could not be cloned from {facts.SourceHost}: {e.Message} Where the clone had begun, the replica's own data is gone: run New-MySqlReplication again.",
                facts.Replica.Server);
        }
    }

    private async Task RestoreDonorsAsync(string? before)
    {
        try
        {
            var session = await Session.OpenAsync(_recipient, CancellationToken.None).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                await session.ExecuteAsync($"SET GLOBAL clone_valid_donor_list = {(before is null ? "DEFAULT" : SqlLiteral.Quote(before))}", CancellationToken.None).ConfigureAwait(false);
        }
        catch (MySqlOpsException)
        {
            // It is down, and comes back with the list that is configured.
        }
    }

    /// <summary>A session that is cancelled gives its statement little time to end; a clone that went on would replace the data after all.</summary>
    private async Task EndCloneAsync(long connection)
    {
        observer.Warning($"{facts.Replica}: the clone is ended. Where it had begun, the server's own data is gone: run New-MySqlReplication again.");
        try
        {
            var session = await Session.OpenAsync(_recipient, CancellationToken.None).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
                await session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"KILL {connection}"), CancellationToken.None).ConfigureAwait(false);
        }
        catch (MySqlOpsException)
        {
            // It has ended, or the server is down.
        }
    }
}
