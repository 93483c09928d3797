using System.Text;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Files;

namespace MySqlOps.Engine.Load.Scripts;

/// <summary>
/// Cuts a SQL script into statements as the mysql client does (manual 6.5.1, "mysql"), byte by byte the same, without decoding it: delimiters, client commands, quotes,
/// escapes and comments. Comments before a statement are left out, those inside it stay.
/// </summary>
/// <param name="text">The script. Who made it disposes it.</param>
/// <param name="warn">Hears of client commands that are left out.</param>
internal sealed class SqlScriptReader(ByteWindow text, Action<string> warn)
{
    /// <summary>No server takes a longer statement: it is the largest max_allowed_packet.</summary>
    public const int LongestStatement = 1 << 30;

    /// <summary>A client command is no longer than this.</summary>
    private const int LongestCommand = 64 * 1024;

    private readonly DumpEnvelope _envelope = new();
    private StatementScanner _scanner = new(";"u8, ScriptSyntax.Default);
    private int _given;
    private bool _hasQuit;

    /// <summary>How the text is read from here on. Whoever runs the statements sets it when one of them changed the session's sql_mode or character_set_client.</summary>
    public ScriptSyntax Syntax
    {
        get;
        set
        {
            if (field == value)
                return;
            field = value;
            _scanner = new StatementScanner(_scanner.Delimiter, value);
        }
    } = ScriptSyntax.Default;

    /// <summary>Reads the next statement.</summary>
    /// <returns>The statement; null at the end.</returns>
    /// <exception cref="MySqlOpsException">
    /// LoadScriptInvalid: something has no end, or a dump was cut off. LoadCommandRefused: a client command that is never run. LoadStatementTooLong. LoadFileInvalid. FileFailed.
    /// </exception>
    public async ValueTask<ScriptStatement?> ReadAsync(CancellationToken cancellationToken)
    {
        while (!_hasQuit)
        {
            text.Advance(_given);
            _given = 0;
            await SkipToStatementAsync(cancellationToken).ConfigureAwait(false);
            if (text.Bytes.IsEmpty)
                break;
            var statement = await FindCommandAsync(cancellationToken).ConfigureAwait(false) is { } command
                ? await ObeyAsync(command, cancellationToken).ConfigureAwait(false)
                : await ReadStatementAsync(cancellationToken).ConfigureAwait(false);
            if (statement is { Text.IsEmpty: false })
                return statement;
        }

        if (!_hasQuit && _envelope.IsOpen)
            throw CutOff();
        return null;
    }

    private async ValueTask<ScriptStatement> ReadStatementAsync(CancellationToken cancellationToken)
    {
        _scanner.Restart();
        while (true)
        {
            var isWhole = text.IsWhole;
            var end = _scanner.Scan(text.Bytes, isWhole);
            if (end >= 0)
                return Take(end, _scanner.EndLength);
            if (_scanner.StrayCommandAt >= 0)
                throw Invalid(text.LineAt(_scanner.StrayCommandAt), $"the statement holds '\\{(char)text.Bytes[_scanner.StrayCommandAt + 1]}' outside of quotes, which is neither SQL nor the end of a statement. Quote it, or end the statement before it.");
            if (text.Bytes.Length > LongestStatement)
                throw new MySqlOpsException(ErrorId.LoadStatementTooLong, $"{text.Name}, line {text.Line}: the statement is longer than 1 GiB, which no server takes. Look for a missing delimiter or quote, or make the dump with shorter statements.", text.Name);
            if (isWhole)
                return TakeLast();
            await text.FillAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The statement that the file ends in: its delimiter may be missing, but nothing else.</summary>
    private ScriptStatement TakeLast()
    {
        if (_scanner.Open is { } open)
            throw Invalid(text.LineAt(_scanner.OpenedAt), $"the {open} that begins here has no end.");
        if (_envelope.IsOpen)
            throw CutOff();
        return Take(text.Bytes.Length, 0);
    }

    private ScriptStatement Take(int end, int endLength)
    {
        _given = end + endLength;
        return new ScriptStatement(text.Memory[..text.Bytes[..end].TrimEnd(" \t\r\n\f\v"u8).Length], text.Line, text.Offset);
    }

    /// <summary>Leaves out blanks and comments that the server leaves out too.</summary>
    private async ValueTask SkipToStatementAsync(CancellationToken cancellationToken)
    {
        while (await text.HoldAsync(1, cancellationToken).ConfigureAwait(false))
        {
            await text.HoldAsync(Math.Max(4, _scanner.Delimiter.Length), cancellationToken).ConfigureAwait(false);
            var blanks = LeadingGap.BlankLength(text.Bytes);
            text.Advance(blanks);
            if (blanks > 0)
                continue;
            if (text.Bytes.StartsWith(_scanner.Delimiter))
                return;
            switch (LeadingGap.CommentAt(text.Bytes))
            {
                case LeadingGap.Comment.Line:
                    await SkipLineAsync(cancellationToken).ConfigureAwait(false);
                    break;
                case LeadingGap.Comment.Block:
                    await SkipBlockAsync(cancellationToken).ConfigureAwait(false);
                    break;
                default:
                    return;
            }
        }
    }

    private async ValueTask SkipLineAsync(CancellationToken cancellationToken)
    {
        await text.HoldAsync(DumpEnvelope.LongestMark, cancellationToken).ConfigureAwait(false);
        _envelope.See(text.Bytes);
        text.Advance(await FindAsync("\n"u8.ToArray(), cancellationToken).ConfigureAwait(false) is >= 0 and var end ? end + 1 : text.Bytes.Length);
    }

    private async ValueTask SkipBlockAsync(CancellationToken cancellationToken)
    {
        var line = text.Line;
        text.Advance(2);
        var end = await FindAsync("*/"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        if (end < 0)
            throw Invalid(line, "the comment that begins here has no end.");
        text.Advance(end + 2);
    }

    /// <summary>Looks for bytes. A long comment is given up piece by piece meanwhile.</summary>
    private async ValueTask<int> FindAsync(byte[] wanted, CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = text.Bytes.IndexOf(wanted);
            if (found >= 0)
                return found;
            text.Advance(Math.Max(0, text.Bytes.Length - wanted.Length + 1));
            if (!await text.FillAsync(cancellationToken).ConfigureAwait(false))
                return -1;
        }
    }

    private async ValueTask<ClientCommand?> FindCommandAsync(CancellationToken cancellationToken)
    {
        await text.HoldAsync(64, cancellationToken).ConfigureAwait(false);
        return ClientCommand.Find(text.Bytes, _scanner.Delimiter, !Syntax.HasNoBackslashEscapes);
    }

    private async ValueTask<ScriptStatement?> ObeyAsync(ClientCommand command, CancellationToken cancellationToken)
    {
        var line = await TakeLineAsync(command, cancellationToken).ConfigureAwait(false);
        var (number, offset) = (text.Line, text.Offset);
        var argument = ClientCommand.ReadArgument(line.Span);
        switch (command.Kind)
        {
            case ClientCommandKind.Delimiter:
                if (argument.Length == 0 || argument.Contains((byte)'\\'))
                    throw Invalid(number, $"{command.Name} needs a delimiter without a backslash.");
                _scanner = new StatementScanner(argument, Syntax);
                break;
            case ClientCommandKind.Use or ClientCommandKind.CharacterSet:
                if (argument.Length == 0)
                    throw Invalid(number, $"{command.Name} needs a name.");
                return new ScriptStatement(Translate(command.Kind, argument), number, offset);
            case ClientCommandKind.Forbidden:
                throw new MySqlOpsException(
                    ErrorId.LoadCommandRefused,
                    $"{text.Name}, line {number}: the client command '{command.Name}' reads other files, runs programs or leaves the session, and is not run from a script. Take it out, or run the script with the mysql client.",
                    text.Name);
            case ClientCommandKind.Quit:
                _hasQuit = true;
                warn($"{text.Name}, line {number}: '{command.Name}' ends the script. What comes after it is not run.");
                break;
            case ClientCommandKind.Display:
                warn($"{text.Name}, line {number}: the client command '{command.Name}' is left out.");
                break;
        }

        return null;
    }

    /// <summary>
    /// What follows a command's name: to the line's end, or to the delimiter where the line has one. A new delimiter is what the line's rest says, the old one included.
    /// </summary>
    private async ValueTask<ReadOnlyMemory<byte>> TakeLineAsync(ClientCommand command, CancellationToken cancellationToken)
    {
        if (!command.TakesArgument)
        {
            _given = command.ArgumentAt;
            return default;
        }

        int end;
        while ((end = text.Bytes.IndexOf((byte)'\n')) < 0 && text.Bytes.Length <= LongestCommand)
        {
            if (!await text.FillAsync(cancellationToken).ConfigureAwait(false))
                break;
        }

        var line = text.Memory[..(end < 0 ? text.Bytes.Length : end)];
        if (line.Length > LongestCommand)
            throw Invalid(text.Line, $"the line with the client command '{command.Name}' is longer than {LongestCommand} bytes.");
        var rest = line[command.ArgumentAt..];
        var delimiter = command.Kind == ClientCommandKind.Delimiter ? -1 : EndOfCommand(rest.Span);
        _given = line.Length;
        if (delimiter < 0)
            return rest;
        _given = command.ArgumentAt + delimiter + (rest.Span[delimiter..].StartsWith(_scanner.Delimiter) ? _scanner.Delimiter.Length : 2);
        return rest[..delimiter];
    }

    private int EndOfCommand(ReadOnlySpan<byte> rest)
    {
        var scanner = new StatementScanner(_scanner.Delimiter, Syntax);
        return scanner.Scan(rest, isWhole: true);
    }

    private static byte[] Translate(ClientCommandKind kind, byte[] argument) => kind == ClientCommandKind.Use
        ? [.. "USE `"u8, .. argument.SelectMany(static value => value == (byte)'`' ? "``"u8.ToArray() : [value]), (byte)'`']
        : [.. "SET NAMES "u8, .. Encoding.ASCII.GetBytes(SqlLiteral.Quote(Encoding.ASCII.GetString(argument)))];

    private MySqlOpsException CutOff() =>
        Invalid(text.LineAt(text.Bytes.Length), "the dump was cut off: it lacks the comment '-- Dump completed' that dumps of mysqldump end with. Make or fetch it again.");

    private MySqlOpsException Invalid(long line, string what) => new(ErrorId.LoadScriptInvalid, $"{text.Name}, line {line}: {what}", text.Name);
}
