namespace MySqlOps.Engine.Compare.Rows.Live;

/// <summary>Tells where a source is, and waits until its replica is there too.</summary>
internal interface IReplicaClock
{
    /// <summary>The GTIDs of all transactions whose changes could be seen in the source until now; null when that can't be told.</summary>
    Task<string?> ReadAsync(CancellationToken cancellationToken);

    /// <summary>Waits until the replica has executed a set.</summary>
    /// <returns>False when it has not within the time.</returns>
    Task<bool> WaitAsync(string gtids, TimeSpan limit, CancellationToken cancellationToken);
}
