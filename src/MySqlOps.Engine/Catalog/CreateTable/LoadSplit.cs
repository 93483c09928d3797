namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>A CREATE TABLE taken apart, so that rows come in before the indexes. All statements rely on the table's database being selected.</summary>
/// <param name="CreateStatement">The table without what follows.</param>
/// <param name="IndexStatements">ALTER TABLE statements that add the indexes, in order, for when the rows are there.</param>
/// <param name="ForeignKeyStatements">ALTER TABLE statements that add one foreign key each, for when all tables have their indexes: a parent's unique key may be among those added.</param>
internal sealed record LoadSplit(string CreateStatement, IReadOnlyList<string> IndexStatements, IReadOnlyList<string> ForeignKeyStatements);
