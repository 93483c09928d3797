using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Sandbox;

/// <summary>Waits for a sandbox's server to answer its root account, and asks it who it is.</summary>
internal sealed class ServerReadiness(ProcessTable processes, TimeProvider time)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits until the server answers.</summary>
    /// <returns>The marker with the server's UUID and version.</returns>
    /// <exception cref="MySqlOpsException"><see cref="ErrorId.SandboxStartFailed"/> when the process ends or the time is over.</exception>
    public async Task<SandboxMarker> WaitAsync(SandboxFolder folder, SandboxMarker marker, CancellationToken cancellationToken)
    {
        var server = await RootAccount.ReadAsync(folder, cancellationToken).ConfigureAwait(false);
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await AskAsync(server, marker, cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e) when (e.Id is ErrorId.ConnectRefused or ErrorId.ConnectTimeout or ErrorId.ConnectFailed && time.GetElapsedTime(start) < Limit)
            {
                if ((await processes.FindAsync(folder, cancellationToken).ConfigureAwait(false)).Count == 0 && !OperatingSystem.IsWindows())
                    throw ServerLauncher.Failure(folder, "", $"its process ended ({e.Message})");
                await Task.Delay(Pause, time, cancellationToken).ConfigureAwait(false);
            }
            catch (MySqlOpsException e)
            {
                throw ServerLauncher.Failure(folder, "", e.Message);
            }
        }
    }

    private static async Task<SandboxMarker> AskAsync(MySqlServer server, SandboxMarker marker, CancellationToken cancellationToken)
    {
        var session = await Session.OpenAsync(server, cancellationToken).ConfigureAwait(false);
        await using var closing = session.ConfigureAwait(false);
        var rows = await session.QueryAsync("SELECT @@server_uuid AS uuid, @@version AS version", cancellationToken).ConfigureAwait(false);
        return marker with { Uuid = rows[0].Text("uuid"), Version = rows[0].Text("version") };
    }
}
