using System.Text;

namespace MySqlOps.Engine.Connect.OptionFiles;

/// <summary>The value of an option as it stands in a file: quotes and escapes (manual 6.2.2.2).</summary>
internal static class OptionValue
{
    /// <summary>The value that is meant.</summary>
    /// <param name="text">What stands behind the =, without blanks around it.</param>
    /// <remarks>
    /// An unknown escape and a backslash at the end stand for themselves. That also reads what mysql_config_editor writes:
    /// it escapes quotes but leaves backslashes alone.
    /// </remarks>
    public static string Read(string text)
    {
        var inner = text.Length > 1 && text[0] is '"' or '\'' && text[0] == text[^1] ? text[1..^1] : text;
        var value = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            if (inner[i] != '\\' || i == inner.Length - 1)
                value.Append(inner[i]);
            else
                value.Append(Unescape(inner[++i]));
        }

        return value.ToString();
    }

    /// <summary>The value in double quotes, so that <see cref="Read"/>, the mysql client and mysql_config_editor give back the same characters.</summary>
    /// <param name="value">The value that is meant.</param>
    public static string Quote(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => @"\n",
                '\r' => @"\r",
                '\t' => @"\t",
                '\b' => @"\b",
                _ => character.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    private static string Unescape(char character) => character switch
    {
        'b' => "\b",
        't' => "\t",
        'n' => "\n",
        'r' => "\r",
        's' => " ",
        '\\' or '"' or '\'' => character.ToString(),
        _ => $"\\{character}",
    };
}
