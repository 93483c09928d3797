namespace MySqlOps.Engine.Compare.Replicas;

/// <summary>What a test of replicas has found so far, as its file holds it.</summary>
internal sealed record ReplicaDataProgress
{
    /// <summary>The version of the file's format.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What is tested and how: another test must not go on in this file.</summary>
    public required string Test { get; init; }

    /// <summary>The objects that are through.</summary>
    public required IReadOnlyList<ReplicaDataEntry> Entries { get; init; }
}
