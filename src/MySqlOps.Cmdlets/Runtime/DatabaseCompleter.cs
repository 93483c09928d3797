namespace MySqlOps.Cmdlets.Runtime;

/// <summary>Completes a parameter that takes databases, with those of the server that the command line names.</summary>
public sealed class DatabaseCompleter : QueryCompleter
{
    /// <inheritdoc />
    private protected override string Sql => "SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA ORDER BY SCHEMA_NAME";
}
