namespace MySqlOps.Engine.Compare.Text;

/// <summary>The shortest way from one text to another, line by line: by their longest common subsequence.</summary>
internal static class LineDiff
{
    /// <summary>The most cells of the table that is filled; longer texts are held against each other as a whole.</summary>
    private const long CellLimit = 25_000_000;

    /// <summary>Compares two texts.</summary>
    public static IReadOnlyList<LineEdit> Compare(string? first, string? second)
    {
        var (from, to) = (Lines(first), Lines(second));
        var edits = new List<LineEdit>();
        if ((long)from.Length * to.Length > CellLimit)
            return [.. from.Select(line => new LineEdit('-', line)), .. to.Select(line => new LineEdit('+', line))];
        var common = Common(from, to);
        var (i, j) = (0, 0);
        while (i < from.Length || j < to.Length)
        {
            if (i < from.Length && j < to.Length && from[i] == to[j])
            {
                edits.Add(new LineEdit(' ', from[i]));
                (i, j) = (i + 1, j + 1);
            }
            else if (i < from.Length && (j == to.Length || common[i + 1, j] >= common[i, j + 1]))
            {
                edits.Add(new LineEdit('-', from[i++]));
            }
            else
            {
                edits.Add(new LineEdit('+', to[j++]));
            }
        }

        return edits;
    }

    private static string[] Lines(string? text) => text is null ? [] : text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    /// <summary>The length of the longest common subsequence of what begins at each pair of lines.</summary>
    private static int[,] Common(string[] from, string[] to)
    {
        var common = new int[from.Length + 1, to.Length + 1];
        for (var i = from.Length - 1; i >= 0; i--)
        {
            for (var j = to.Length - 1; j >= 0; j--)
                common[i, j] = from[i] == to[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        return common;
    }
}
