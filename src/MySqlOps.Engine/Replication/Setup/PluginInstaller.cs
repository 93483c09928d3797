using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Replication.Setup;

/// <summary>Installs a plugin that comes with the server, where it is not there yet. It is not written to the binary log.</summary>
internal static class PluginInstaller
{
    /// <summary>The statement.</summary>
    /// <param name="plugin">The plugin's name.</param>
    /// <param name="library">Its file, without the ending.</param>
    /// <param name="platform">The server's version_compile_os.</param>
    public static string Statement(string plugin, string library, string platform) =>
        $"INSTALL PLUGIN {plugin} SONAME {SqlLiteral.Quote($"{library}{(platform.StartsWith("Win", StringComparison.OrdinalIgnoreCase) ? ".dll" : ".so")}")}";

    /// <summary>Installs it. A server that is super_read_only refuses that (error 1290), so it is writable meanwhile.</summary>
    /// <returns>True where it was not there.</returns>
    public static async Task<bool> RunAsync(Session session, string plugin, string statement, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync($"SELECT PLUGIN_STATUS AS status FROM information_schema.PLUGINS WHERE PLUGIN_NAME = {SqlLiteral.Quote(plugin)}", cancellationToken).ConfigureAwait(false);
        if (rows is [var row] && row.Text("status") == "ACTIVE")
            return false;
        await using ((await WritableScope.OpenAsync(session, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false))
            await session.ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
