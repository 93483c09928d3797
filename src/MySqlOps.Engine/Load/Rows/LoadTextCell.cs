namespace MySqlOps.Engine.Load.Rows;

/// <summary>One cell of a LOAD DATA text (manual 15.2.9, "Field and Line Handling").</summary>
internal static class LoadTextCell
{
    /// <summary>The bytes that it stands for.</summary>
    /// <param name="text">The cell's text, without the tab or newline after it.</param>
    /// <returns>The bytes; null for NULL.</returns>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'\\', (byte)'N'])
            return null;
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isEscaped = text[i] == (byte)'\\' && i + 1 < text.Length;
            bytes.Add(isEscaped ? Meaning(text[++i]) : text[i]);
        }

        return [.. bytes];
    }

    private static byte Meaning(byte escaped) => escaped switch
    {
        (byte)'0' => 0,
        (byte)'b' => 8,
        (byte)'n' => (byte)'\n',
        (byte)'r' => (byte)'\r',
        (byte)'t' => (byte)'\t',
        (byte)'Z' => 26,
        _ => escaped,
    };
}
