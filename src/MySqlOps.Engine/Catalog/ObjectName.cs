using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog;

/// <summary>The name of a table, view, routine, trigger or event, with its database's.</summary>
/// <param name="Database">The database's bare name.</param>
/// <param name="Name">The object's bare name.</param>
public sealed record ObjectName(string Database, string Name)
{
    /// <summary>As it stands in a statement: <c>`db`.`name`</c>.</summary>
    public string Quoted => SqlIdentifier.Quote(Database, Name);

    /// <summary><c>db.name</c>, for people.</summary>
    public override string ToString() => $"{Database}.{Name}";
}
