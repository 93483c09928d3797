using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Replication.Setup;
using MySqlOps.Engine.Sandbox;

namespace MySqlOps.Engine.Provisioning;

/// <summary>Waits for a cloned server to come back, and starts it where it is a sandbox of ours.</summary>
internal sealed class RestartWatch(SetupFacts facts, IOperationObserver observer, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits.</summary>
    /// <param name="needsStart">True where the server has said that it can't restart itself (error 3707).</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The replica with the account that it answers to now.</returns>
    /// <exception cref="MySqlOpsException">ProvisionRestartNeeded: it did not come back in time. ProvisionFailed: it did, without the clone.</exception>
    public async Task<MySqlServer> WaitAsync(bool needsStart, CancellationToken cancellationToken)
    {
        if (needsStart && !await StartSandboxAsync(cancellationToken).ConfigureAwait(false))
            observer.Warning($"{facts.Replica} is cloned and has shut down, because nothing restarts it (error 3707). Start it now by hand; the set-up goes on when it answers.");
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                if (await TryAsync(cancellationToken).ConfigureAwait(false) is { } server)
                    return server;
            }
            catch (MySqlOpsException e) when (e.Id is ErrorId.ConnectRefused or ErrorId.ConnectTimeout or ErrorId.ConnectFailed or ErrorId.ConnectionLost or ErrorId.ConnectUnreachable or ErrorId.ConnectTooManyConnections)
            {
                // It is still down.
            }

            var waited = time.GetElapsedTime(start);
            if (waited > facts.Options.Timeout)
                throw new MySqlOpsException(
                    ErrorId.ProvisionRestartNeeded,
                    $"{facts.Replica} is cloned, but did not come back within {waited.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s. Start it by hand, and run New-MySqlReplication again: it goes on from the clone.",
                    facts.Replica.Server);
            observer.Progress(new OperationProgress { Activity = $"Wait for {facts.Replica.Server.Endpoint} to come back", Status = $"{waited.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s" });
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> StartSandboxAsync(CancellationToken cancellationToken)
    {
        var reader = new SandboxReader();
        MySqlSandbox sandbox;
        try
        {
            sandbox = await reader.ReadAsync(facts.Replica.Server, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id is ErrorId.SandboxMissing or ErrorId.SandboxNotOurs)
        {
            return false;
        }

        var start = time.GetTimestamp();
        while (sandbox.State == SandboxState.Running && time.GetElapsedTime(start) < facts.Options.Timeout)
        {
            await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            sandbox = await reader.ReadAsync(sandbox.Path, cancellationToken).ConfigureAwait(false);
        }

        observer.Verbose($"{facts.Replica} is a sandbox, whose server can't restart itself: it is started.");
        await new SandboxControl(observer).StartClonedAsync(sandbox.Path, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Its accounts are the source's now. Where the replica's own no longer fits, the source's does.</summary>
    /// <returns>Null while the server that answers is the one from before.</returns>
    private async Task<MySqlServer?> TryAsync(CancellationToken cancellationToken)
    {
        var (own, sources) = (facts.Replica.Server, facts.Source.Server);
        try
        {
            return await AskAsync(own, cancellationToken).ConfigureAwait(false);
        }
        catch (MySqlOpsException e) when (e.Id == ErrorId.ConnectAccessDenied)
        {
            var server = await AskAsync(own with { User = sources.User, Password = sources.Password }, cancellationToken).ConfigureAwait(false);
            if (server is not null)
                observer.Warning($"{own.Endpoint} has the accounts of {sources.Endpoint} now: {own.User} no longer logs in with the password from before, and {sources.User} does with the source's.");
            return server;
        }
    }

    private static async Task<MySqlServer?> AskAsync(MySqlServer server, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var rows = await session.QueryAsync("SELECT STATE AS state, ERROR_NO AS number, ERROR_MESSAGE AS message FROM performance_schema.clone_status", cancellationToken).ConfigureAwait(false);
            if (rows is not [var row])
                return null;
            if (row.Text("state") == "Failed")
                throw new MySqlOpsException(ErrorId.ProvisionFailed, $"{server} came back without the clone, error {row.Text("number")}: {row.TextOrNull("message")}. Run New-MySqlReplication again.", server);
            return row.Text("state") == "Completed" ? server : null;
        }
    }
}
