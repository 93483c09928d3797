using MySqlOps.Engine.Compare.Rows.Live;

namespace MySqlOps.Engine.Tests.Compare.Rows;

/// <summary>A source that commits at each look, or never, and a replica that is there, or never.</summary>
internal sealed class ManualClock : IReplicaClock
{
    private int _commits;

    /// <summary>True when the source commits between any two looks.</summary>
    public bool IsBusy { get; set; }

    /// <summary>True when the replica never comes to where its source is.</summary>
    public bool IsBehind { get; set; }

    /// <inheritdoc />
    public Task<string?> ReadAsync(CancellationToken cancellationToken) => Task.FromResult<string?>($"aa:1-{(IsBusy ? ++_commits : 1)}");

    /// <inheritdoc />
    public Task<bool> WaitAsync(string gtids, TimeSpan limit, CancellationToken cancellationToken) => Task.FromResult(!IsBehind);
}
