using System.Globalization;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Live;

/// <summary>Tells by GTIDs where a source is, and waits until its replica is there too.</summary>
/// <param name="origin">A session to the source, in no transaction.</param>
/// <param name="replica">A session to the replica, in no transaction.</param>
/// <param name="time">The clock.</param>
internal sealed class GtidClock(DataSession origin, DataSession replica, TimeProvider time) : IReplicaClock
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(2);

    /// <inheritdoc />
    /// <remarks>
    /// A commit is visible to others before its GTID is in gtid_executed; until then the GTID is owned, so those that are owned now are waited for. Null when one is owned for long.
    /// </remarks>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var open = await ReadOwnedAsync(cancellationToken).ConfigureAwait(false);
        while (open.Count > 0)
        {
            if (time.GetElapsedTime(start) > SettleLimit)
                return null;
            await Task.Delay(Look, time, cancellationToken).ConfigureAwait(false);
            open.IntersectWith(await ReadOwnedAsync(cancellationToken).ConfigureAwait(false));
        }

        return await origin.TextAsync("SELECT @@GLOBAL.gtid_executed", cancellationToken).ConfigureAwait(false) ?? "";
    }

    /// <inheritdoc />
    public async Task<bool> WaitAsync(string gtids, TimeSpan limit, CancellationToken cancellationToken)
    {
        var seconds = Math.Max(0.05, limit.TotalSeconds).ToString("0.000", CultureInfo.InvariantCulture);
        return await replica.TextAsync($"SELECT WAIT_FOR_EXECUTED_GTID_SET({SqlLiteral.Quote(gtids)}, {seconds})", cancellationToken).ConfigureAwait(false) == "0";
    }

    /// <summary>Takes gtid_owned apart: <c>uuid:7#12:8#13, uuid:tag:1#14</c>, each GTID with the thread that owns it.</summary>
    internal static HashSet<string> ParseOwned(string? owned)
    {
        var gtids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var group in (owned ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var tokens = group.Split(':');
            var prefix = string.Join(':', tokens.TakeWhile(static token => !token.Contains('#', StringComparison.Ordinal)));
            gtids.UnionWith(tokens.Where(static token => token.Contains('#', StringComparison.Ordinal)).Select(token => $"{prefix}:{token}"));
        }

        return gtids;
    }

    private async Task<HashSet<string>> ReadOwnedAsync(CancellationToken cancellationToken) =>
        ParseOwned(await origin.TextAsync("SELECT @@GLOBAL.gtid_owned", cancellationToken).ConfigureAwait(false));
}
