namespace MySqlOps.Engine.Topology.Drawing;

/// <summary>How wide a text is, by a table of the widths of characters. They are those of a wide sans serif (DejaVu Sans), so that no usual font needs more.</summary>
internal static class TextMeasure
{
    private const double BoldFactor = 1.14;
    private const int Unit = 2048;
    private const int WidestOther = 2048;

    /// <summary>From the space to the tilde, in 2048ths of the font's size.</summary>
    private static readonly int[] Widths =
    [
        651, 821, 942, 1716, 1303, 1946, 1597, 563, 799, 799, 1024, 1716, 651, 739, 651, 690,
        1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 1303, 690, 690, 1716, 1716, 1716, 1087,
        2048, 1401, 1405, 1430, 1577, 1294, 1178, 1587, 1540, 604, 604, 1343, 1141, 1767, 1532, 1612,
        1235, 1612, 1423, 1300, 1251, 1499, 1401, 2025, 1403, 1251, 1403, 799, 690, 799, 1716, 1024,
        1024, 1255, 1300, 1126, 1300, 1260, 721, 1300, 1298, 569, 569, 1186, 569, 1995, 1298, 1253,
        1300, 1300, 842, 1067, 803, 1298, 1212, 1675, 1212, 1212, 1075, 1303, 690, 1303, 1716,
    ];

    /// <summary>The width in pixels.</summary>
    public static double Width(string text, double size, bool isBold = false) =>
        text.Sum(character => character is >= ' ' and <= '~' ? Widths[character - ' '] : character == '·' ? 651 : WidestOther) * size / Unit * (isBold ? BoldFactor : 1);

    /// <summary>The text if it fits, else its beginning with an ellipsis.</summary>
    public static string Fit(string text, double width, double size, bool isBold = false)
    {
        if (Width(text, size, isBold) <= width)
            return text;
        var length = text.Length;
        while (length > 0 && Width(text[..length] + "…", size, isBold) > width)
            length -= length > 1 && char.IsLowSurrogate(text[length - 1]) ? 2 : 1;
        return text[..length].TrimEnd() + "…";
    }

    /// <summary>The text if it fits, else its beginning and its end with an ellipsis between them: of a host's name and port the end tells most, and the beginning more than the middle.</summary>
    public static string FitName(string text, double width, double size, bool isBold = false)
    {
        if (Width(text, size, isBold) <= width)
            return text;
        for (var kept = text.Length - 1; kept > 1; kept--)
        {
            var (head, tail) = (text[..(kept / 3)], text[^(kept - (kept / 3))..]);
            if ((head.Length > 0 && char.IsHighSurrogate(head[^1])) || char.IsLowSurrogate(tail[0]))
                continue;
            if (Width($"{head}…{tail}", size, isBold) <= width)
                return $"{head}…{tail}";
        }

        return "…";
    }
}
