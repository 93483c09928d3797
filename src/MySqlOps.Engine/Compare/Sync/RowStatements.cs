using System.Globalization;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>The statements of row changes. An UPDATE or DELETE finds its row only while it is as it was when it was compared.</summary>
internal static class RowStatements
{
    /// <summary>Past so many equal rows a statement makes them by itself, in place of naming each.</summary>
    private const int ManyRows = 100;

    /// <summary>The INSERT, UPDATE or DELETE of a change, without a semicolon.</summary>
    public static string Format(RowChange change) => new RowOperation(RowOperation.VerbOf(change), change).Statement;

    /// <summary>The INSERT, as many times over as the change says.</summary>
    public static string Insert(RowChange change)
    {
        if (change.Count <= ManyRows)
            return InsertMany([.. Enumerable.Repeat(change, (int)change.Count)]);
        var count = change.Count.ToString(CultureInfo.InvariantCulture);
        return $"INSERT /*+ SET_VAR(cte_max_recursion_depth = {count}) */ INTO {change.Table.Quoted} ({Columns(change)}) "
            + $"WITH RECURSIVE copies AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM copies WHERE n < {count}) SELECT {string.Join(", ", change.New!)} FROM copies";
    }

    /// <summary>One INSERT for rows of one table and the same columns, each once.</summary>
    public static string InsertMany(IReadOnlyList<RowChange> changes) =>
        changes[0].Columns.Count == 0
            ? $"INSERT INTO {changes[0].Table.Quoted} () VALUES {string.Join(", ", changes.Select(static _ => "()"))}"
            : $"INSERT INTO {changes[0].Table.Quoted} ({Columns(changes[0])}) VALUES {string.Join(", ", changes.Select(static change => $"({string.Join(", ", change.New!)})"))}";

    /// <summary>
    /// The UPDATE: of the columns that differ, and of those that the server would set to the current time.
    /// </summary>
    public static string Update(RowChange change)
    {
        var assignments = new List<string>();
        for (var i = 0; i < change.Columns.Count; i++)
        {
            var name = SqlIdentifier.Quote(change.Columns[i]);
            if (change.Old![i] != change.New![i])
                assignments.Add($"{name} = {change.New[i]}");
            else if (IsAutoUpdated(change, i))
                assignments.Add($"{name} = {name}");
        }

        return $"UPDATE {change.Table.Quoted} SET {string.Join(", ", assignments)} WHERE {Guard(change, change.Old!)}{Limit(change)}";
    }

    /// <summary>The DELETE.</summary>
    public static string Delete(RowChange change) => $"DELETE FROM {change.Table.Quoted} WHERE {Guard(change, change.Old!)}{Limit(change)}";

    /// <summary>One DELETE for rows of one table with a key.</summary>
    public static string DeleteMany(IReadOnlyList<RowChange> changes) =>
        $"DELETE FROM {changes[0].Table.Quoted} WHERE {string.Join(" OR ", changes.Select(static change => $"({Guard(change, change.Old!)})"))}";

    /// <summary>Counts the rows that are just so, and keeps them so until the end of the transaction.</summary>
    public static string Count(RowChange change, IReadOnlyList<string> row) => $"SELECT COUNT(*) AS present FROM {change.Table.Quoted} WHERE {Guard(change, row)} FOR UPDATE";

    /// <summary>Counts the rows with the key of this one.</summary>
    public static string CountKey(RowChange change, IReadOnlyList<string> row) =>
        $"SELECT COUNT(*) AS present FROM {change.Table.Quoted} WHERE {string.Join(" AND ", change.Key.Select(place => KeyGuard(change, place, row[place])))} FOR UPDATE";

    /// <summary>The condition that finds a row: its key first, then every other column.</summary>
    private static string Guard(RowChange change, IReadOnlyList<string> row)
    {
        var keys = change.Key.Select(place => KeyGuard(change, place, row[place]));
        var others = Enumerable.Range(0, change.Columns.Count).Except(change.Key).Select(place => Fill(change.Guards[place], row[place]));
        return change.Columns.Count == 0 ? "TRUE" : string.Join(" AND ", keys.Concat(others));
    }

    /// <summary>A guard that compares bytes, or the numbers of an ENUM's members, finds no index. With the plain comparison beside it the key's index is used.</summary>
    private static string KeyGuard(RowChange change, int place, string literal)
    {
        var guard = change.Guards[place];
        var name = SqlIdentifier.Quote(change.Columns[place]);
        var isText = literal.StartsWith('_') || literal.StartsWith('\'');
        var isMember = literal != "NULL" && guard.StartsWith($"{name} + 0 <=> ", StringComparison.Ordinal);
        return isMember || (isText && !guard.StartsWith($"{name} = ", StringComparison.Ordinal) && !guard.StartsWith($"{name} <=> ", StringComparison.Ordinal))
            ? $"{name} = {literal} AND {Fill(guard, literal)}"
            : Fill(guard, literal);
    }

    private static string Fill(string guard, string literal) => guard.Replace("{0}", literal, StringComparison.Ordinal);

    private static string Columns(RowChange change) => string.Join(", ", change.Columns.Select(SqlIdentifier.Quote));

    private static string Limit(RowChange change) => change.Key.Count > 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" LIMIT {change.Count}");

    private static bool IsAutoUpdated(RowChange change, int place) =>
        change.Traits is { } traits ? traits.AutoUpdated.Contains(change.Columns[place]) : !change.Key.Contains(place) && MayBeTime(change.Old![place]);

    /// <summary>True for NULL, and for what begins like a date with a time.</summary>
    private static bool MayBeTime(string literal)
    {
        var start = literal.IndexOf('\'', StringComparison.Ordinal) + 1;
        return literal == "NULL"
            || (start > 0 && literal.Length >= start + 19 && literal[start + 4] == '-' && literal[start + 7] == '-' && literal[start + 10] is ' ' or 'T' && literal[start + 13] == ':');
    }
}
