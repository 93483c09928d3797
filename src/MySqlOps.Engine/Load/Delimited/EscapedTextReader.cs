using System.Text;
using MySqlOps.Engine.Load.Files;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>
/// Reads LOAD DATA text (manual 15.2.9, "Field and Line Handling"): the data files of our exports, mysqldump --tab, and what <c>mysql --batch</c> prints. A backslash takes a
/// tab's or line feed's meaning away too.
/// </summary>
internal sealed class EscapedTextReader(ByteWindow text, DelimitedOptions options) : DelimitedReader(text, options)
{
    private static readonly ByteSearch Marks = new("\\\t\n"u8);

    private readonly byte[]? _null = options.NullMarker is { } marker ? Encoding.UTF8.GetBytes(marker) : null;

    /// <inheritdoc />
    protected override int Parse(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        for (var (position, start) = (0, 0); ;)
        {
            var mark = Marks.Find(bytes, position);
            if (mark < 0 || (bytes[mark] == (byte)'\\' && mark + 1 == bytes.Length))
            {
                if (!isWhole)
                    return -1;
                mark = bytes.Length;
            }

            Row.Append(bytes[position..mark]);
            if (mark < bytes.Length && bytes[mark] == (byte)'\\')
            {
                Row.Append(Meaning(bytes[mark + 1]));
                position = mark + 2;
                continue;
            }

            EndCell(bytes[start..mark]);
            if (mark == bytes.Length || bytes[mark] == (byte)'\n')
                return Math.Min(mark + 1, bytes.Length);
            start = position = mark + 1;
        }
    }

    private void EndCell(ReadOnlySpan<byte> raw)
    {
        var isNull = raw is [(byte)'\\', (byte)'N'] || (_null is not null && raw.SequenceEqual(_null));
        Row.EndCell(isNull);
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
