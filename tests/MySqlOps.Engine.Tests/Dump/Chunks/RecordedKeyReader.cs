using MySqlOps.Engine.Dump.Chunks;

namespace MySqlOps.Engine.Tests.Dump.Chunks;

/// <summary>A table of one number that is known beforehand, and what was asked of it.</summary>
internal sealed class RecordedKeyReader(long rows) : IKeyReader
{
    /// <summary>How many questions were asked.</summary>
    public int Questions { get; private set; }

    /// <summary>What <see cref="SkipAsync"/> answers, one after another; then nothing.</summary>
    public Queue<string[]> Boundaries { get; init; } = new();

    /// <summary>What <see cref="ReadEdgesAsync"/> answers.</summary>
    public (Int128 Least, Int128 Greatest)? Edges { get; init; }

    public Task<(Int128 Least, Int128 Greatest)?> ReadEdgesAsync(CancellationToken cancellationToken)
    {
        Questions++;
        return Task.FromResult(Edges);
    }

    public Task<long> EstimateAsync(string? condition, CancellationToken cancellationToken)
    {
        Questions++;
        return Task.FromResult(rows);
    }

    public Task<IReadOnlyList<string>?> SkipAsync(string? condition, long rows, CancellationToken cancellationToken)
    {
        Questions++;
        return Task.FromResult<IReadOnlyList<string>?>(Boundaries.TryDequeue(out var boundary) ? boundary : null);
    }
}
