using System.Management.Automation;
using MySqlOps.Engine.Connect;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>
/// What -Server takes: a server object, or the text of an address. It is read only when the command runs, so that one bad
/// address of five is one error record and not the end of the command.
/// </summary>
public sealed class ServerArgument
{
    /// <summary>An address: <c>user@host:port</c>, <c>mysql://...</c>, a login path, or <c>file[group]</c>.</summary>
    /// <param name="address">The text.</param>
    public ServerArgument(string address) => Address = address;

    /// <summary>A server object, as Connect-MySqlServer and New-MySqlSandbox give it.</summary>
    /// <param name="server">The object.</param>
    public ServerArgument(MySqlServer server) => Server = server;

    /// <summary>An object that carries a server in its property Server, as every result of MySqlOps does.</summary>
    /// <param name="source">The object.</param>
    /// <exception cref="PSInvalidCastException">It carries none.</exception>
    public ServerArgument(PSObject source)
    {
        switch (source.BaseObject)
        {
            case MySqlServer server:
                Server = server;
                break;
            case string address:
                Address = address;
                break;
            default:
                Server = source.Properties["Server"]?.Value as MySqlServer
                    ?? throw new PSInvalidCastException($"An object of type {source.BaseObject.GetType().Name} names no server: it has no property Server that holds one.");
                break;
        }
    }

    /// <summary>The text, when a text was given.</summary>
    internal string? Address { get; }

    /// <summary>The object, when an object was given.</summary>
    internal MySqlServer? Server { get; }

    /// <summary>The address without its password, or the object's text.</summary>
    public override string ToString()
    {
        if (Server is not null)
            return Server.ToString();
        var at = Address!.LastIndexOf('@');
        var colon = Address.StartsWith("mysql://", StringComparison.OrdinalIgnoreCase) ? Address.IndexOf(':', 8) : Address.IndexOf(':', StringComparison.Ordinal);
        return at > colon && colon >= 0 ? $"{Address[..colon]}:***{Address[at..]}" : Address;
    }
}
