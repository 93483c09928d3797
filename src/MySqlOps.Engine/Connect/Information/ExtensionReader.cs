namespace MySqlOps.Engine.Connect.Information;

/// <summary>Reads what has been added to a server and changed on it: plugins, components, variables.</summary>
internal sealed class ExtensionReader(Session session, PrivilegeGuard guard)
{
    /// <summary>
    /// Variables that every connector sets in its sessions, with their compiled defaults (manual 7.1.8). The server notes a session's
    /// setting as DYNAMIC too, though the global value is untouched; at these values nobody has changed them.
    /// </summary>
    private static readonly Dictionary<string, string> SetBySessions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["autocommit"] = "ON",
        ["foreign_key_checks"] = "ON",
        ["information_schema_stats_expiry"] = "86400",
        ["sql_mode"] = "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
        ["time_zone"] = "SYSTEM",
        ["unique_checks"] = "ON",
    };

    /// <summary>Adds plugins, components, and the variables that somebody has set.</summary>
    public async Task<ServerInformation> AddAsync(ServerInformation information, CancellationToken cancellationToken)
    {
        var changed = session.Facts.HasVariablesInfo
            ? await guard.AskAsync("the origin of variables", "SELECT ON performance_schema.variables_info", () => ReadChangedAsync(cancellationToken), null).ConfigureAwait(false)
            : null;
        return information with
        {
            Plugins = await ReadPluginsAsync(cancellationToken).ConfigureAwait(false),
            Components = session.Facts.HasComponents
                ? await guard.AskAsync("components", "SELECT ON mysql.component", () => ReadComponentsAsync(cancellationToken), null).ConfigureAwait(false)
                : [],
            ChangedVariables = changed,
            OptionFiles = [.. (changed ?? []).Select(variable => variable.File).OfType<string>().Distinct(StringComparer.Ordinal)],
        };
    }

    private async Task<IReadOnlyList<ServerPlugin>> ReadPluginsAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT PLUGIN_NAME AS name, PLUGIN_TYPE AS type, PLUGIN_STATUS AS status, PLUGIN_VERSION AS version, PLUGIN_LIBRARY AS library_file
            FROM information_schema.PLUGINS
            ORDER BY PLUGIN_NAME
            """,
            cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => new ServerPlugin(row.Text("name"), row.Text("type"), row.Text("status"), row.TextOrNull("version"), row.TextOrNull("library_file")))];
    }

    private async Task<IReadOnlyList<string>?> ReadComponentsAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync("SELECT component_urn AS urn FROM mysql.component ORDER BY component_id", cancellationToken).ConfigureAwait(false);
        return [.. rows.Select(row => row.Text("urn"))];
    }

    private async Task<IReadOnlyList<ServerVariable>?> ReadChangedAsync(CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            """
            SELECT i.VARIABLE_NAME AS name, v.VARIABLE_VALUE AS value, i.VARIABLE_SOURCE AS source, i.VARIABLE_PATH AS path,
                   i.SET_USER AS set_user, i.SET_HOST AS set_host
            FROM performance_schema.variables_info AS i
            JOIN performance_schema.global_variables AS v ON v.VARIABLE_NAME = i.VARIABLE_NAME
            WHERE i.VARIABLE_SOURCE <> 'COMPILED'
            ORDER BY i.VARIABLE_NAME
            """,
            cancellationToken).ConfigureAwait(false);
        return
        [
            .. rows.Where(IsChanged).Select(row => new ServerVariable(
                row.Text("name"),
                row.TextOrNull("value") ?? "",
                row.Text("source"),
                row.TextOrNull("path") is { Length: > 0 } path ? path : null,
                row.TextOrNull("set_user") is { Length: > 0 } user ? $"{user}@{row.TextOrNull("set_host")}" : null)),
        ];
    }

    private static bool IsChanged(SqlRow row) =>
        row.Text("source") != "DYNAMIC" || !SetBySessions.TryGetValue(row.Text("name"), out var compiled) || row.TextOrNull("value") != compiled;
}
