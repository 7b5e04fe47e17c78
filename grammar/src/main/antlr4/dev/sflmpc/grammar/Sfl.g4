grammar Sfl;

program : EOF ;

WS : [ \t\r\n]+ -> skip ;
