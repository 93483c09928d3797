namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>A range of whole numbers, both ends included.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="Rows">The rows that are reckoned to be in it.</param>
internal sealed record IntegerSpan(Int128 From, Int128 To, long Rows)
{
    /// <summary>How many numbers it has.</summary>
    public Int128 Width => To - From + 1;
}
