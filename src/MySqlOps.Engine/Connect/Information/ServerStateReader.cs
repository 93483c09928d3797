using System.Globalization;

namespace MySqlOps.Engine.Connect.Information;

/// <summary>Reads what a server's variables and status say of it.</summary>
internal sealed class ServerStateReader(Session session, ServerSettings settings, PrivilegeGuard guard)
{
    /// <summary>Reads.</summary>
    public async Task<ServerInformation> ReadAsync(CancellationToken cancellationToken)
    {
        var status = await ReadStatusAsync(cancellationToken).ConfigureAwait(false);
        var position = settings.IsOn("log_bin")
            ? await guard.AskAsync("the binary log's position", "REPLICATION CLIENT", () => ReadPositionAsync(cancellationToken), default).ConfigureAwait(false)
            : default;
        var (executed, purged) = await ReadGtidsAsync(cancellationToken).ConfigureAwait(false);
        return new ServerInformation
        {
            Server = session.Server,
            Version = session.Facts.Version.Text,
            Flavor = session.Facts.Version.Flavor,
            VersionComment = settings.Text("version_comment"),
            HostName = settings.Text("hostname"),
            Uptime = long.TryParse(status.GetValueOrDefault("Uptime"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null,
            ReadOnly = settings.IsOn("super_read_only") ? ReadOnlyState.SuperReadOnly : settings.IsOn("read_only") ? ReadOnlyState.ReadOnly : ReadOnlyState.ReadWrite,
            ServerId = settings.Number("server_id"),
            ServerUuid = settings.Text("server_uuid"),
            GtidMode = settings.Text("gtid_mode"),
            GtidExecuted = executed,
            GtidPurged = purged,
            IsBinaryLogEnabled = settings.IsOn("log_bin"),
            BinaryLogFormat = settings.Text("binlog_format"),
            BinaryLogFile = position.File,
            BinaryLogPosition = position.Position,
            DataDirectory = settings.Text("datadir"),
            BaseDirectory = settings.Text("basedir"),
            PluginDirectory = settings.Text("plugin_dir"),
            Logs = Logs(),
            Account = await session.TextAsync("SELECT CURRENT_USER()", cancellationToken).ConfigureAwait(false),
            TlsVersion = status.GetValueOrDefault("Ssl_version") is { Length: > 0 } version ? version : null,
            TlsCipher = status.GetValueOrDefault("Ssl_cipher") is { Length: > 0 } cipher ? cipher : null,
            IsTlsRequired = settings.IsOn("require_secure_transport"),
        };
    }

    private ServerLogFile[] Logs()
    {
        var output = settings.Text("log_output") ?? "FILE";
        var error = settings.Text("log_error");
        var toFile = error is not null and not "stderr";
        return
        [
            new ServerLogFile("General", settings.IsOn("general_log"), output, settings.Text("general_log_file")),
            new ServerLogFile("Slow", settings.IsOn("slow_query_log"), output, settings.Text("slow_query_log_file")),
            new ServerLogFile("Error", true, toFile ? "FILE" : "STDERR", toFile ? error : null),
        ];
    }

    private async Task<Dictionary<string, string?>> ReadStatusAsync(CancellationToken cancellationToken)
    {
        // Without GLOBAL, because the cipher is this connection's.
        var rows = await session.QueryAsync("SHOW STATUS WHERE Variable_name IN ('Uptime', 'Ssl_version', 'Ssl_cipher')", cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(row => row.Text("Variable_name"), row => row.TextOrNull("Value"), StringComparer.OrdinalIgnoreCase);
    }

    private async Task<(string? Executed, string? Purged)> ReadGtidsAsync(CancellationToken cancellationToken)
    {
        // Not from SHOW GLOBAL VARIABLES, which cuts a value off behind 1024 characters.
        var rows = await session.QueryAsync(
            session.Facts.IsMariaDb
                ? "SELECT @@GLOBAL.gtid_current_pos AS executed, NULL AS purged"
                : "SELECT @@GLOBAL.gtid_executed AS executed, @@GLOBAL.gtid_purged AS purged",
            cancellationToken).ConfigureAwait(false);
        return (OneLine(rows[0].TextOrNull("executed")), OneLine(rows[0].TextOrNull("purged")));

        static string? OneLine(string? set) => set?.Replace("\n", "", StringComparison.Ordinal);
    }

    private async Task<(string? File, long? Position)> ReadPositionAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(session.Facts.ShowBinaryLogStatus, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? default : (rows[0].TextOrNull("File"), rows[0].Int64OrNull("Position"));
    }
}
