namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>Breaks a text into lines between its words.</summary>
internal static class TextWrap
{
    /// <summary>The lines; a word that is longer than a line is broken where the line ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="width">How many characters fit into a line; at least 1.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var rest = text;
        while (rest.Length > width)
        {
            var space = rest.LastIndexOf(' ', width);
            var end = space > 0 ? space : char.IsHighSurrogate(rest[width - 1]) && width > 1 ? width - 1 : width;
            yield return rest[..end].TrimEnd();
            rest = rest[end..].TrimStart();
        }

        if (rest.Length > 0 || text.Length == 0)
            yield return rest;
    }
}
