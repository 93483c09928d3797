namespace MySqlOps.Engine.Topology.Graph;

/// <summary>Orders names as people do: db2 before db10.</summary>
internal sealed class EndpointOrder : IComparer<string>
{
    /// <summary>The one instance; it has no state.</summary>
    public static EndpointOrder Instance { get; } = new();

    /// <inheritdoc />
    public int Compare(string? x, string? y)
    {
        var (left, right) = (x ?? "", y ?? "");
        int i = 0, j = 0;
        while (i < left.Length && j < right.Length)
        {
            var (first, second) = (Part(left, i), Part(right, j));
            var order = char.IsAsciiDigit(first[0]) && char.IsAsciiDigit(second[0]) ? CompareNumbers(first, second) : string.Compare(first, second, StringComparison.OrdinalIgnoreCase);
            if (order != 0)
                return order;
            i += first.Length;
            j += second.Length;
        }

        var rest = (left.Length - i).CompareTo(right.Length - j);
        return rest != 0 ? rest : string.CompareOrdinal(left, right);
    }

    /// <summary>The digits, or the text without digits, that begin at a place.</summary>
    private static string Part(string text, int start)
    {
        var isNumber = char.IsAsciiDigit(text[start]);
        var end = start + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]) == isNumber)
            end++;
        return text[start..end];
    }

    private static int CompareNumbers(string left, string right)
    {
        var (first, second) = (left.TrimStart('0'), right.TrimStart('0'));
        var byLength = first.Length.CompareTo(second.Length);
        return byLength != 0 ? byLength : string.CompareOrdinal(first, second);
    }
}
