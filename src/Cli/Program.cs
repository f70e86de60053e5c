using CryptoScalp.Rules.Cli;

Terminal terminal = Terminal.OfProcess();
int code = ScalpCommand.Run(args, terminal);
terminal.Out.Flush();
return code;
