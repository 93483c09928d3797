using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Steps;

/// <summary>An event that the primary runs.</summary>
/// <param name="Database">Its database.</param>
/// <param name="Name">Its name.</param>
/// <param name="Definer">Its definer, as <c>user@host</c>.</param>
internal sealed record PrimaryEvent(string Database, string Name, string Definer)
{
    /// <summary>Enables it on a server that has it by replication. Said with the definer, because else whoever alters an event becomes it (manual 15.1.3).</summary>
    public string EnableStatement()
    {
        var at = Definer.LastIndexOf('@');
        var account = $"{SqlLiteral.Quote(Definer[..at])}@{SqlLiteral.Quote(Definer[(at + 1)..])}";
        return $"ALTER DEFINER = {account} EVENT {SqlIdentifier.Quote(Database, Name)} ENABLE";
    }
}
