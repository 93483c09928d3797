using MySqlOps.Engine.Load.Files;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>
/// Finds the end of a statement: the next delimiter outside of strings, quoted names and comments. It can be stopped anywhere, when the bytes run out, and goes on
/// where it was. Inside of <c>/*! */</c> everything counts as outside, as the mysql client has it.
/// </summary>
internal sealed class StatementScanner
{
    /// <summary>The longest text that must be seen in one piece: <c>/*</c> with the byte after it, <c>-- </c>, or the delimiter.</summary>
    private readonly int _lookAhead;
    private readonly byte[] _delimiter;
    private readonly ScriptSyntax _syntax;
    private readonly ByteSearch _outside;
    private readonly ByteSearch[] _inside;
    private int _position;

    /// <summary>What is open at the position: a quote, <c>*</c> for a comment, <c>#</c> for one to the line's end, 0 for nothing.</summary>
    private byte _open;

    /// <summary>Prepares to scan under a syntax.</summary>
    public StatementScanner(ReadOnlySpan<byte> delimiter, ScriptSyntax syntax)
    {
        _delimiter = delimiter.ToArray();
        _syntax = syntax;
        _lookAhead = Math.Max(3, delimiter.Length);
        var leads = syntax.CharacterSet.LeadBytes;
        _outside = new ByteSearch([.. "'\"`#-/\\"u8, delimiter[0], .. leads]);
        _inside = new ByteSearch[128];
        foreach (var quote in "'\"`"u8)
            _inside[quote] = new ByteSearch(syntax.Escapes(quote) ? [quote, (byte)'\\', .. leads] : [quote, .. leads]);
    }

    /// <summary>The delimiter that ends statements.</summary>
    public ReadOnlySpan<byte> Delimiter => _delimiter;

    /// <summary>Where what is open was opened.</summary>
    public int OpenedAt { get; private set; }

    /// <summary>What is open, in words; null when nothing is.</summary>
    public string? Open => _open switch
    {
        (byte)'\'' or (byte)'"' => "string",
        (byte)'`' => "quoted name",
        (byte)'*' => "comment",
        _ => null,
    };

    /// <summary>The length of what ended the statement: the delimiter, <c>\g</c> or <c>\G</c>.</summary>
    public int EndLength { get; private set; }

    /// <summary>The place of a backslash command in the midst of a statement, which only an interactive client can make sense of; -1 for none.</summary>
    public int StrayCommandAt { get; private set; } = -1;

    /// <summary>Begins a new statement.</summary>
    public void Restart() => (_position, _open, StrayCommandAt) = (0, 0, -1);

    /// <summary>Looks for the end.</summary>
    /// <param name="bytes">The statement from its beginning, as far as it is there.</param>
    /// <param name="isWhole">True when no more will come.</param>
    /// <returns>Where the delimiter begins; -1 when it is not there.</returns>
    public int Scan(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        while (_position < bytes.Length && StrayCommandAt < 0)
        {
            var mayGoOn = _open switch
            {
                0 => ScanOutside(bytes, isWhole),
                (byte)'*' => ScanComment(bytes),
                (byte)'#' => ScanLine(bytes),
                _ => ScanInside(bytes, isWhole),
            };
            if (!mayGoOn)
                return EndLength > 0 ? TakeEnd() : -1;
        }

        return -1;
    }

    private int TakeEnd()
    {
        var end = _position;
        _position += EndLength;
        return end;
    }

    /// <summary>Goes on to the next thing of interest.</summary>
    /// <returns>False at the end of the statement or of what can be judged.</returns>
    private bool ScanOutside(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        EndLength = 0;
        var found = FindOutside(bytes);
        if (found < 0)
        {
            _position = bytes.Length;
            return false;
        }

        _position = found;
        var rest = bytes[_position..];
        if (rest.Length < _lookAhead && !isWhole)
            return false;
        var value = rest[0];
        if (value == (byte)'\\' && !_syntax.HasNoBackslashEscapes)
            return TakeBackslash(rest);
        if (rest.StartsWith(_delimiter))
        {
            EndLength = _delimiter.Length;
            return false;
        }

        if (value is (byte)'\'' or (byte)'"' or (byte)'`')
            Begin(value, 1);
        else if (value == (byte)'#' || IsDashComment(rest))
            Begin((byte)'#', 1);
        else if (IsPlainComment(rest))
            Begin((byte)'*', 2);
        else
            _position += CharacterLength(rest);
        return true;
    }

    /// <summary>The next byte of interest outside. Strings without escapes that are there as a whole, and signs, are passed over on the way: rows consist of them.</summary>
    private int FindOutside(ReadOnlySpan<byte> bytes)
    {
        var position = _outside.Find(bytes, _position);
        while (position >= 0 && position + 1 < bytes.Length && _delimiter[0] != bytes[position])
        {
            var next = position + 1;
            if (bytes[position] is (byte)'\'' or (byte)'"' or (byte)'`')
            {
                var end = _inside[bytes[position]].Find(bytes, next);
                if (end < 0 || bytes[end] != bytes[position])
                    return position;
                next = end + 1;
            }
            else if (bytes[position] is not ((byte)'-' or (byte)'/') || bytes[next] is (byte)'-' or (byte)'*')
            {
                return position;
            }

            position = _outside.Find(bytes, next);
        }

        return position;
    }

    /// <summary>A backslash outside of strings: <c>\g</c> and <c>\G</c> end the statement, <c>\N</c> is NULL, and <c>\-</c> is what MariaDB's dumps begin with.</summary>
    private bool TakeBackslash(ReadOnlySpan<byte> rest)
    {
        var command = rest.Length > 1 ? rest[1] : (byte)'N';
        if (command is (byte)'g' or (byte)'G')
        {
            EndLength = 2;
            return false;
        }

        if (command is not ((byte)'N' or (byte)'-'))
            StrayCommandAt = _position;
        _position += Math.Min(2, rest.Length);
        return true;
    }

    private bool ScanInside(ReadOnlySpan<byte> bytes, bool isWhole)
    {
        var found = _inside[_open].Find(bytes, _position);
        if (found < 0)
        {
            _position = bytes.Length;
            return false;
        }

        _position = found;
        if (bytes[_position] == _open)
        {
            // A doubled quote closes and opens again, which comes to the same.
            _open = 0;
            _position++;
            return true;
        }

        if (_position + 1 == bytes.Length && !isWhole)
            return false;
        _position += bytes[_position] == (byte)'\\' ? Math.Min(2, bytes.Length - _position) : CharacterLength(bytes[_position..]);
        return true;
    }

    private bool ScanComment(ReadOnlySpan<byte> bytes)
    {
        var found = bytes[_position..].IndexOf("*/"u8);
        if (found < 0)
        {
            _position = Math.Max(_position, bytes.Length - 1);
            return false;
        }

        _open = 0;
        _position += found + 2;
        return true;
    }

    private bool ScanLine(ReadOnlySpan<byte> bytes)
    {
        var found = bytes[_position..].IndexOf((byte)'\n');
        _position = found < 0 ? bytes.Length : _position + found + 1;
        if (found >= 0)
            _open = 0;
        return found >= 0;
    }

    private void Begin(byte what, int length)
    {
        _open = what;
        OpenedAt = _position;
        _position += length;
    }

    private int CharacterLength(ReadOnlySpan<byte> rest) =>
        rest.Length > 1 && _syntax.CharacterSet.IsLead(rest[0]) && _syntax.CharacterSet.IsTrail(rest[1]) ? 2 : 1;

    /// <summary>Two dashes begin a comment only before a blank, a control character or the end (manual 11.7, "Comments").</summary>
    private static bool IsDashComment(ReadOnlySpan<byte> rest) => rest is [(byte)'-', (byte)'-'] or [(byte)'-', (byte)'-', <= (byte)' ' or 0x7F, ..];

    /// <summary>A comment that the server leaves out: not <c>/*!</c>, which it runs, and not <c>/*+</c>, a hint.</summary>
    private static bool IsPlainComment(ReadOnlySpan<byte> rest) => rest is [(byte)'/', (byte)'*'] or [(byte)'/', (byte)'*', not ((byte)'!' or (byte)'+'), ..];
}
