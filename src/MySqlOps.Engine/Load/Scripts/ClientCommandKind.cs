namespace MySqlOps.Engine.Load.Scripts;

/// <summary>What becomes of a command of the mysql client in a script (manual 6.5.1.2, "mysql Client Commands").</summary>
internal enum ClientCommandKind
{
    /// <summary>Sets the text that ends statements.</summary>
    Delimiter,

    /// <summary>Chooses a database: run as a statement.</summary>
    Use,

    /// <summary>Names the script's character set: run as SET NAMES.</summary>
    CharacterSet,

    /// <summary>Ends the script.</summary>
    Quit,

    /// <summary>Only changes what a terminal shows, or writes a protocol: left out with a warning.</summary>
    Display,

    /// <summary>Sends what has gathered, which here is nothing: left out.</summary>
    Nothing,

    /// <summary>Reads another file, runs a program, or leaves the session: refused.</summary>
    Forbidden,
}
