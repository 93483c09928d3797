using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Catalog;

/// <summary>
/// Says what the account may not see. information_schema leaves out objects without a word: triggers where TRIGGER lacks, events where EVENT lacks, routines on which the account
/// has no right at all.
/// </summary>
internal sealed class BlindSpots(Session session, IOperationObserver observer)
{
    /// <summary>Warns for each kind that is meant and that the account may not see in whole.</summary>
    /// <param name="databases">The databases that are read.</param>
    /// <param name="filter">What is meant.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task WarnAsync(IReadOnlyList<string> databases, SelectionFilter filter, CancellationToken cancellationToken)
    {
        var granted = new GrantedPrivileges(await ReadGrantsAsync(cancellationToken).ConfigureAwait(false));
        if (filter.Includes(ObjectKind.Trigger) && filter.Includes(ObjectKind.Table))
            Warn("triggers", "TRIGGER", databases.Where(database => !granted.Has(database, "TRIGGER")));
        if (filter.Includes(ObjectKind.Event))
            Warn("events", "EVENT", databases.Where(database => !granted.Has(database, "EVENT")));
        if (filter.Includes(ObjectKind.Routine) && !granted.HasGlobally("SHOW_ROUTINE", "SELECT"))
            Warn("routines", session.Facts.IsMariaDb ? "EXECUTE" : "SHOW_ROUTINE", databases.Where(database => !granted.Has(database, "EXECUTE", "CREATE ROUTINE", "ALTER ROUTINE")));
    }

    private void Warn(string kind, string privilege, IEnumerable<string> databases)
    {
        var names = databases.ToArray();
        if (names.Length > 0)
            observer.Warning($"{session.Server}: the account {session.Server.User} lacks {privilege}, so that {kind} in {string.Join(", ", names)} may stay unseen and left out. Grant it, or leave {kind} out.");
    }

    private async Task<IEnumerable<string>> ReadGrantsAsync(CancellationToken cancellationToken)
    {
        // What comes by way of a role is shown only when the role is named.
        var role = session.Facts.IsMariaDb ? null : await session.TextAsync("SELECT CURRENT_ROLE() AS roles", cancellationToken).ConfigureAwait(false);
        var rows = await session.QueryAsync($"SHOW GRANTS FOR CURRENT_USER(){(role is null or "NONE" ? "" : $" USING {role}")}", cancellationToken).ConfigureAwait(false);
        return rows.Select(row => row.FirstTextOrNull() ?? "");
    }
}
