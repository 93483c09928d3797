using MySqlOps.Engine.Compare.Rows.Digests;
using MySqlOps.Engine.Compare.Rows.Pairs;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>Fetches whole rows.</summary>
internal sealed class RowFetcher(RowScope scope)
{
    /// <summary>The rows of one side that have these keys, or keys that the server takes for equal.</summary>
    public async Task<IReadOnlyList<WholeRow>> ByKeysAsync(DataSession session, TablePair pair, bool isTarget, IReadOnlyCollection<byte[]> keys, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(session, pair, isTarget, pair.ByKeys(keys, isTarget), null, cancellationToken).ConfigureAwait(false);
        return rows.Rows;
    }

    /// <summary>The rows of one side that fit a condition and have these hashes: of each the first, and how often it is there.</summary>
    public Task<WholeRows> ByHashesAsync(DataSession session, TablePair pair, bool isTarget, string? condition, IReadOnlySet<UInt128> hashes, CancellationToken cancellationToken) =>
        ReadAsync(session, pair, isTarget, condition, hashes, cancellationToken);

    private async Task<WholeRows> ReadAsync(DataSession session, TablePair pair, bool isTarget, string? condition, IReadOnlySet<UInt128>? hashes, CancellationToken cancellationToken)
    {
        var rows = new WholeRows(pair.KeyLength, pair.Columns.Count, scope.Seed, hashes, isTarget ? scope.TargetThrottle : scope.SourceThrottle);
        await session.ReadAsync((isTarget ? pair.Target : pair.Source).WholeQuery(condition), rows, cancellationToken).ConfigureAwait(false);
        scope.Tally.AddBytes(rows.Bytes);
        return rows;
    }
}
