using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Load.Run;

/// <summary>Adds a GTID set to gtid_purged: what of it the server has not executed (manual 19.1.6.5).</summary>
internal static class GtidSetter
{
    /// <summary>Adds it.</summary>
    /// <exception cref="MySqlOpsException">PrivilegeMissing or QueryFailed.</exception>
    public static async Task AddAsync(DataSession session, string set, CancellationToken cancellationToken)
    {
        var missing = await session.TextAsync($"SELECT GTID_SUBTRACT({SqlLiteral.Quote(set)}, @@GLOBAL.gtid_executed)", cancellationToken).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(missing))
            await session.ExecuteAsync($"SET GLOBAL gtid_purged = {SqlLiteral.Quote($"+{missing.Replace("\n", "", StringComparison.Ordinal)}")}", cancellationToken).ConfigureAwait(false);
    }
}
