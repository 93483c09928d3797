namespace MySqlOps.Engine.Dump;

/// <summary>What a chunk held.</summary>
/// <param name="Rows">Its rows.</param>
/// <param name="InvalidEnums">Cells of ENUM columns with the invalid value (index 0): so many warnings 1265 are expected when it is loaded.</param>
internal sealed record ChunkTotals(long Rows, long InvalidEnums);
