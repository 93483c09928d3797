namespace MySqlOps.Cmdlets.Runtime;

/// <summary>Completes a parameter that takes a storage engine, with those of the server that is loaded into.</summary>
public sealed class EngineCompleter : QueryCompleter
{
    /// <inheritdoc />
    private protected override string Sql =>
        "SELECT ENGINE AS name FROM information_schema.ENGINES WHERE SUPPORT IN ('YES', 'DEFAULT') AND ENGINE <> 'PERFORMANCE_SCHEMA' ORDER BY ENGINE";

    /// <inheritdoc />
    private protected override IReadOnlyList<string> ServerParameters => ["Destination", "Server"];
}
