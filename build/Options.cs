/// <summary>What the command line asks for. What is not known here is handed on to the program that a task starts.</summary>
sealed record Options(string Task, string? Driver, string Configuration, string? Filter, bool Long, string[] Rest)
{
    public static Options Parse(string[] args)
    {
        string? driver = null, filter = null;
        var (configuration, isLong, rest) = ("Release", false, new List<string>());
        for (var i = 1; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--driver": driver = Value(args, ref i); break;
                case "--configuration": configuration = Value(args, ref i); break;
                case "--filter": filter = Value(args, ref i); break;
                case "--long": isLong = true; break;
                default: rest.Add(args[i]); break;
            }
        }

        return new Options(args.Length == 0 ? "" : args[0], driver, configuration, filter, isLong, [.. rest]);
    }

    private static string Value(string[] args, ref int i) =>
        ++i < args.Length ? args[i] : throw new BuildException($"{args[i - 1]} needs a value.", 2);
}
