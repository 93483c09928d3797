using System.Text;
using MySqlOps.Engine.Load.Files;

namespace MySqlOps.Engine.Load.Delimited;

/// <summary>
/// Reads comma-separated values (RFC 4180), also with another delimiter or quote, or with none. A quote counts only at a field's beginning; what is not in quotes
/// is taken as it is. Lines end in LF or CR LF. Empty lines are no rows, unless rows have but one field.
/// </summary>
internal sealed class CsvReader(ByteWindow text, DelimitedOptions options) : DelimitedReader(text, options)
{
    private readonly byte _delimiter = (byte)options.Delimiter;
    private readonly byte? _quote = (byte?)options.Quote;
    private readonly byte[] _null = Encoding.UTF8.GetBytes(options.NullMarker ?? "");
    private readonly ByteSearch _ends = new([(byte)options.Delimiter, (byte)'\n']);

    /// <inheritdoc />
    protected override int Parse(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        for (var position = 0; ; position++)
        {
            var isQuoted = position < bytes.Length && bytes[position] == _quote;
            position = isQuoted ? TakeQuoted(bytes, position, isWhole) : TakePlain(bytes, position, isWhole);
            if (position < 0)
                return -1;
            if (position < bytes.Length && bytes[position] != (byte)'\n')
                continue;
            if (IsBlank(isQuoted))
                Row.Clear();
            return Math.Min(position + 1, bytes.Length);
        }
    }

    private bool IsBlank(bool isQuoted) => Row.Count == 1 && !isQuoted && Row[0].IsEmpty && Width != 1;

    /// <summary>Takes a field without quotes.</summary>
    /// <returns>Where the delimiter or line feed after it stands.</returns>
    private int TakePlain(ReadOnlySpan<byte> bytes, int start, bool isWhole)
    {
        var end = _ends.Find(bytes, start);
        if (end < 0 && !isWhole)
            return -1;
        if (end < 0)
            end = bytes.Length;
        var isLast = end == bytes.Length || bytes[end] == (byte)'\n';
        var field = bytes[start..end];
        if (isLast && field.EndsWith("\r"u8))
            field = field[..^1];
        var isNull = field.SequenceEqual(_null);
        if (!isNull)
            Row.Append(field);
        Row.EndCell(isNull);
        return end;
    }

    private int TakeQuoted(ReadOnlySpan<byte> bytes, int start, bool isWhole)
    {
        var quote = _quote!.Value;
        var position = start + 1;
        while (true)
        {
            var length = bytes[position..].IndexOf(quote);
            if (length < 0)
                return isWhole ? throw Invalid(start, "the quoted field that begins here has no end.") : -1;
            Row.Append(bytes.Slice(position, length));
            position += length + 1;
            if (position >= bytes.Length || bytes[position] != quote)
                break;
            Row.Append(quote);
            position++;
        }

        // The byte behind may be a second quote, and a CR needs the LF behind it.
        var rest = bytes[position..];
        if (rest.Length < 2 && !isWhole)
            return -1;
        Row.EndCell(isNull: false);
        if (rest is [(byte)'\r'] or [(byte)'\r', (byte)'\n', ..])
            return position + 1;
        if (rest.IsEmpty || rest[0] == (byte)'\n' || rest[0] == _delimiter)
            return position;
        throw Invalid(position, "there is text between a field's closing quote and the delimiter. Double quotes that belong to the text.");
    }
}
