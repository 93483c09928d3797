using System.Globalization;
using System.Text;
using MySqlOps.Engine.Connect.OptionFiles;

namespace MySqlOps.Engine.Connect.LoginPaths;

/// <summary>The lines of a login-path file, and what they mean.</summary>
internal static class LoginPathLines
{
    private const string User = "user";
    private const string Password = "password";
    private const string Host = "host";
    private const string Socket = "socket";
    private const string Port = "port";

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Parts the lines at their <c>[name]</c>s.</summary>
    /// <exception cref="InvalidDataException">An option stands before the first name, or a name is not closed.</exception>
    public static List<LoginPathSection> Split(IEnumerable<byte[]> lines)
    {
        var sections = new List<LoginPathSection> { new(null, []) };
        foreach (var bytes in lines)
        {
            // Names must be UTF-8; of other lines only the first character counts here.
            var line = OptionLine.Parse(Encoding.UTF8.GetString(bytes), hasComments: false);
            if (line.Kind == OptionLineKind.Broken)
                throw new InvalidDataException("the name of a login path is not closed with a ]");
            if (line.Kind == OptionLineKind.Group)
                sections.Add(new LoginPathSection(line.Name, [bytes]));
            else if (sections.Count == 1 && line.Kind != OptionLineKind.Blank)
                throw new InvalidDataException("an option stands before the first name of a login path");
            else
                sections[^1].Lines.Add(bytes);
        }

        return sections;
    }

    /// <summary>What the sections of one name say together. As in the client programs, a later line counts before an earlier one.</summary>
    /// <exception cref="InvalidDataException">A line is no text, or the port is no number.</exception>
    public static LoginPath Read(IReadOnlyList<LoginPathSection> sections)
    {
        var name = sections[0].Name!;
        var path = new LoginPath { Name = name };
        foreach (var bytes in sections.SelectMany(static section => section.Lines))
        {
            var line = OptionLine.Parse(Decode(name, bytes), hasComments: false);
            path = line switch
            {
                { Kind: not OptionLineKind.Option } or { Value: null } => path,
                { Name: User } => path with { User = line.Value },
                { Name: Password } => path with { Password = new Secret(line.Value) },
                { Name: Host } => path with { Host = line.Value },
                { Name: Socket } => path with { Socket = line.Value },
                { Name: Port } => path with { Port = ReadPort(name, line.Value) },
                _ => path,
            };
        }

        return path;
    }

    /// <summary>The lines of a login path, as mysql_config_editor writes and orders them.</summary>
    public static IEnumerable<byte[]> Write(LoginPath path)
    {
        yield return Encode($"[{path.Name}]\n");
        if (path.User is { } user)
            yield return Encode($"{User} = {OptionValue.Quote(user)}\n");
        if (path.Password is { } password)
            yield return Encode($"{Password} = {OptionValue.Quote(password.Reveal())}\n");
        if (path.Host is { } host)
            yield return Encode($"{Host} = {OptionValue.Quote(host)}\n");
        if (path.Socket is { } socket)
            yield return Encode($"{Socket} = {OptionValue.Quote(socket)}\n");
        if (path.Port is { } port)
            yield return Encode(string.Create(CultureInfo.InvariantCulture, $"{Port} = {port}\n"));
    }

    private static byte[] Encode(string line) => StrictUtf8.GetBytes(line);

    private static string Decode(string name, byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"the login path '{name}' has a line that is no text in UTF-8; remove it and set it anew", e);
        }
    }

    /// <summary>The port; 0 and nothing both mean the default to the client.</summary>
    private static int? ReadPort(string name, string value)
    {
        if (value.Length == 0)
            return null;
        if (ushort.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return port == 0 ? null : port;
        throw new InvalidDataException($"the port of the login path '{name}' is no number from 1 to 65535; remove it and set it anew");
    }
}
