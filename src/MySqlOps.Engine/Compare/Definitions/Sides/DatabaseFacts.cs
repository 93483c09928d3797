namespace MySqlOps.Engine.Compare.Definitions.Sides;

/// <summary>A database itself.</summary>
/// <param name="Name">Its name where it is changed.</param>
/// <param name="CharacterSet">Its default character set.</param>
/// <param name="Collation">Its default collation.</param>
/// <param name="IsEncrypted">True when its new tables are encrypted.</param>
/// <param name="IsDefined">False for one of a folder that does not say what the database is like.</param>
internal sealed record DatabaseFacts(string Name, string CharacterSet, string Collation, bool IsEncrypted, bool IsDefined = true);
