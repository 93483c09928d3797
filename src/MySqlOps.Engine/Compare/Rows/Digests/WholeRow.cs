namespace MySqlOps.Engine.Compare.Rows.Digests;

/// <summary>A row with all its cells.</summary>
/// <param name="Cells">First the compared ones, the key's before the others, then those that only changes need; null for NULL.</param>
/// <param name="Hash">The hash of the compared ones.</param>
/// <param name="Key">The key's bytes, as <see cref="CellBytes"/> writes them; empty for a row without a key.</param>
internal sealed record WholeRow(byte[]?[] Cells, UInt128 Hash, byte[] Key);
