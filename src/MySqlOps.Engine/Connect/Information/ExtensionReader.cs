namespace MySqlOps.Engine.Connect.Information;

/// <summary>Reads what has been added to a server and changed on it: plugins, components, variables.</summary>
internal sealed class ExtensionReader(Session session, PrivilegeGuard guard)
{
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
            .. rows.Select(row => new ServerVariable(
                row.Text("name"),
                row.TextOrNull("value") ?? "",
                row.Text("source"),
                row.TextOrNull("path") is { Length: > 0 } path ? path : null,
                row.TextOrNull("set_user") is { Length: > 0 } user ? $"{user}@{row.TextOrNull("set_host")}" : null)),
        ];
    }
}
