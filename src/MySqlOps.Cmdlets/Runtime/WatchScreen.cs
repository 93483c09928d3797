using System.Text;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>A table that is drawn again and again in the same place of a terminal. It makes texts; whoever has the host writes them.</summary>
/// <param name="isColored">True colours the lines that are marked.</param>
internal sealed class WatchScreen(bool isColored)
{
    private const string Escape = "\u001b[";

    private int _drawn;

    /// <summary>The text that replaces the last frame by these lines.</summary>
    /// <param name="lines">The lines, each with the number of its colour (as 31 for red) or 0.</param>
    /// <param name="width">The window's width; longer lines are cut, because one that wraps would count twice.</param>
    /// <param name="height">The window's height; what is more is told as a number.</param>
    public string Frame(IReadOnlyList<(string Text, int Color)> lines, int width, int height)
    {
        var fitting = Fit(lines, Math.Max(2, height - 1));
        var text = new StringBuilder();
        if (_drawn > 0)
            text.Append(Escape).Append(_drawn).Append('A');
        foreach (var (line, color) in fitting)
        {
            var cut = line.Length < width ? line : $"{line[..Math.Max(0, width - 2)]}\u2026";
            text.Append('\r').Append(Escape).Append('K');
            text.Append(color == 0 || !isColored ? cut : $"{Escape}{color}m{cut}{Escape}0m").Append('\n');
        }

        // What is left of a longer frame before.
        text.Append(Escape).Append('J');
        _drawn = fitting.Count;
        return text.ToString();
    }

    /// <summary>Rows as lines with aligned columns, two blanks between them.</summary>
    public static IReadOnlyList<string> Align(IReadOnlyList<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        return [.. rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd())];
    }

    private static IReadOnlyList<(string Text, int Color)> Fit(IReadOnlyList<(string Text, int Color)> lines, int room) =>
        lines.Count <= room ? lines : [.. lines.Take(room - 1), ($"... and {lines.Count - room + 1} lines more", 0)];
}
