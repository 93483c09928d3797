using System.Globalization;
using System.Text;

namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>Texts and numbers as they stand in SVG and HTML. Names come from servers, and are never trusted.</summary>
internal static class Markup
{
    /// <summary>A text that no markup is read from, between tags or in an attribute. What XML has no place for becomes a replacement sign.</summary>
    public static string Escape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (char.IsHighSurrogate(character) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(character).Append(text[++i]);
                continue;
            }

            result.Append(character switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '\n' or '\t' => character.ToString(),
                < ' ' or '\uFFFE' or '\uFFFF' => "\uFFFD",
                _ when char.IsSurrogate(character) => "\uFFFD",
                _ => character.ToString(),
            });
        }

        return result.ToString();
    }

    /// <summary>A number with a decimal at most.</summary>
    public static string Number(double number) => Math.Round(number, 1).ToString("0.#", CultureInfo.InvariantCulture);
}
