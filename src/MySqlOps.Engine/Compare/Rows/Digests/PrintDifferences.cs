namespace MySqlOps.Engine.Compare.Rows.Digests;

/// <summary>What two sides' rows differ in, as far as hashes and keys tell.</summary>
internal sealed record PrintDifferences
{
    /// <summary>The keys of rows that differ, or that one side lacks, as bytes; each once.</summary>
    public required IReadOnlyList<byte[]> Keys { get; init; }

    /// <summary>The hashes of rows without a key (or with NULL in it) that the sides do not have equally often: the source's number less the target's.</summary>
    public required IReadOnlyDictionary<UInt128, long> Loose { get; init; }
}
