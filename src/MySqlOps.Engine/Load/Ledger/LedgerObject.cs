namespace MySqlOps.Engine.Load.Ledger;

/// <summary>An object on the target that a load makes: what is recorded before it is made, so that it is known as the load's own afterwards.</summary>
/// <param name="Kind">TABLE, ROWS (of a table that was there), VIEW, FUNCTION, PROCEDURE, LIBRARY, TRIGGER, EVENT or ACCOUNT.</param>
/// <param name="Database">The database's name on the target; empty for an account.</param>
/// <param name="Name">The object's name; an account as <c>'user'@'host'</c>.</param>
internal sealed record LedgerObject(string Kind, string Database, string Name);
