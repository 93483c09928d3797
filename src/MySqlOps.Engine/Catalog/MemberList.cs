namespace MySqlOps.Engine.Catalog;

/// <summary>The members of an ENUM or SET as the server writes them in a type: <c>enum('a','it''s')</c>.</summary>
internal static class MemberList
{
    /// <summary>True when one of the members is the empty text.</summary>
    public static bool HasEmptyMember(string type)
    {
        var isQuoted = false;
        for (var i = type.IndexOf('(', StringComparison.Ordinal) + 1; i < type.Length; i++)
        {
            if (type[i] != '\'')
                continue;
            if (isQuoted && Next(type, i) == '\'')
            {
                i++;
                continue;
            }

            // '' is empty unless a third quote makes the two a doubled one.
            if (!isQuoted && Next(type, i) == '\'' && Next(type, i + 1) != '\'')
                return true;
            isQuoted = !isQuoted;
        }

        return false;
    }

    private static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : '\0';
}
