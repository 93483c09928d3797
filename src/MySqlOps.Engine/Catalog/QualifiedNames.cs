using System.Text;

namespace MySqlOps.Engine.Catalog;

/// <summary>Finds <c>`database`.`name`</c> in statements that the server printed.</summary>
internal static class QualifiedNames
{
    /// <summary>Every pair of quoted names with a dot between them, outside of texts. A column behind its table counts too: whoever asks knows which names are tables.</summary>
    /// <param name="statement">Text as the server prints it, its names in backticks.</param>
    public static IReadOnlySet<ObjectName> Find(string statement)
    {
        var found = new HashSet<ObjectName>();
        string? before = null;
        for (var i = 0; i < statement.Length;)
        {
            if (statement[i] is '\'' or '"')
            {
                i = SkipText(statement, i);
                before = null;
            }
            else if (statement[i] == '`')
            {
                var name = ReadName(statement, ref i);
                if (before is not null)
                    found.Add(new ObjectName(before, name));
                before = i + 1 < statement.Length && statement[i] == '.' && statement[i + 1] == '`' ? name : null;
                i += before is null ? 0 : 1;
            }
            else
            {
                i++;
            }
        }

        return found;
    }

    private static string ReadName(string text, ref int position)
    {
        var name = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '`' && (++position == text.Length || text[position] != '`'))
                break;
            name.Append(text[position]);
        }

        return name.ToString();
    }

    private static int SkipText(string text, int start)
    {
        for (var i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == text[start] && (++i == text.Length || text[i] != text[start]))
                return i;
        }

        return text.Length;
    }
}
