namespace MySqlOps.Engine.Compare.Sync;

/// <summary>
/// Knows the updates that the server does not make. It compares JSON by value, so that an UPDATE from 1 to 1.0 alone finds nothing to change (seen on 9.7.4); such a row is deleted and inserted.
/// </summary>
internal static class JsonTrap
{
    private const string Suffix = " AS JSON)";

    /// <summary>True when all that differs is how numbers within JSON are written, or may be.</summary>
    public static bool Catches(RowChange change)
    {
        for (var i = 0; i < change.Columns.Count; i++)
        {
            if (change.Old![i] != change.New![i] && !MayBeEqual(change.Old[i], change.New[i]))
                return false;
        }

        return true;
    }

    private static bool MayBeEqual(string old, string wanted) =>
        old.EndsWith(Suffix, StringComparison.Ordinal) && wanted.EndsWith(Suffix, StringComparison.Ordinal)
        && (old.Contains(" 0x", StringComparison.Ordinal) || wanted.Contains(" 0x", StringComparison.Ordinal) || Strip(old) == Strip(wanted));

    private static string Strip(string literal) => new([.. literal.Where(static c => !char.IsAsciiDigit(c) && c is not ('.' or 'e' or 'E' or '+' or '-'))]);
}
